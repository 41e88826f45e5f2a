"""The dossier (案卷): everything of a case in one PDF, in which every page can be found and every byte proven."""
