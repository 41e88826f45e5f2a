// Prints the text of OFD files as ofdrw reads it, a file separator after each.

import java.nio.file.Path;
import org.ofdrw.reader.ContentExtractor;
import org.ofdrw.reader.OFDReader;

public class OfdText {
    public static void main(String[] files) throws Exception {
        for (String file : files) {
            try (OFDReader reader = new OFDReader(Path.of(file))) {
                ContentExtractor text = new ContentExtractor(reader);
                for (int page = 1; page <= reader.getNumberOfPages(); page++) {
                    System.out.println(String.join("\n", text.getPageContent(page)));
                }
                System.out.print("\u001c");
            }
        }
    }
}
