"""The faces of the documents as an installation names them: TINGSHU_FACES_BODY and its fellows."""

import typst

from documents.faces import Faces, FacesMissing
from installation.fonts import FontsUnavailable
from settings import Settings


def faces_of(settings: Settings) -> Faces:
    return Faces.named(settings.faces)


def check_faces(settings: Settings) -> None:
    """Find at the start of a process a family that was named and is not in the folder.

    Raises:
        FontsUnavailable: There is one.
    """
    if not settings.faces:
        return
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[settings.fonts_folder]
    )
    try:
        faces_of(settings).check(fonts.families(), settings.faces.values())
    except FacesMissing as error:
        raise FontsUnavailable(str(error)) from error
