// The documents with their file stems and publication dates.
MATCH (document:Document:Tidu)
RETURN document, document.stem AS stem, document.publishedOn AS published
