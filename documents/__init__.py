"""From a case to its documents (文书): content, wording, typesetting, numbers."""
