"""The register (登记簿): what the cases have become, in SQL, and the document store."""
