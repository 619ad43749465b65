"""What a report says, apart from how any format shows it: sections of paragraphs, lists, tables and pictures."""
