// Package sheets reads and writes tabular files as streams: CSV in the encodings Chinese offices use, CSV under gzip,
// and XLSX. It knows rows and cells, and nothing of what they mean.
//
// # Reading
//
// Open looks at the content and not at the name, because a file called .xls is often a web page and a file called .csv
// often comes out of Excel in GB18030. Every cell is handed over as text: dates as 2006-01-02 or 2006-01-02T15:04:05,
// numbers as they were typed. Blank rows are skipped. A row that cannot be trusted is a *RowError and reading goes on
// behind it; every other error ends the reading.
//
// # Limits
//
// Of a CSV only one record is in memory, and a record is at most 1 MiB. Of a workbook the rows are streamed out of the
// zip, 4 MiB of XML per row at most; its shared texts stay in memory, 256 MiB at most; parts that hold no cells, such as
// pictures, are never unpacked. What is unpacked from gzip or zip is counted as it comes out, whatever the archive
// claims, and ends at Options.MaxUnpacked. No temporary files are written while reading.
//
// Workbooks are read here and not through excelize's row iterator, which hands out formatted text only. It cannot tell
// a number from a text (so an 18-digit identity number that Excel has already rounded looks intact), it ends quietly at
// malformed XML (so half of a file would be imported), and it can be made to panic. Writing is excelize's.
package sheets
