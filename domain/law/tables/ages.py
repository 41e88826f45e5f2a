"""Ages (责任年龄): from which age somebody is punished, and until which only leniently (行政处罚法第三十条)."""

from typing import Final

PUNISHED_FROM: Final = 14
"""Full years. “不满十四周岁的未成年人有违法行为的，不予行政处罚，责令监护人加以管教”"""
OF_AGE: Final = 18
"""Full years. “已满十四周岁不满十八周岁的未成年人有违法行为的，应当从轻或者减轻行政处罚”"""
