"""What reads the code for people: the pages of docs/, generated and held fresh by tests."""
