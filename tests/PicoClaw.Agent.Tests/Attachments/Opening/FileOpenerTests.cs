using System.Text;
using ImageMagick;
using PicoClaw.Agent.Attachments.Opening;
using PicoClaw.Tests.Documents;

namespace PicoClaw.Agent.Tests.Attachments.Opening;

public sealed class FileOpenerTests
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!;

    private static readonly Dictionary<string, (Func<byte[]> File, string Extension, string Format, string? Extent, string Text)> Documents = new()
    {
        ["pdf"] = (() => PdfSamples.Of("one", "two"), "pdf", "PDF", "2 pages", "[page 1]\none\n[page 2]\ntwo"),
        ["docx"] = (() => OfficeSamples.Word("first", "第二段"), "docx", "Word document", null, "first\n第二段"),
        ["docx named .pdf"] = (() => OfficeSamples.Word("first"), "pdf", "Word document", null, "first"),
        ["table in a docx"] = (() => OfficeSamples.WordTable([["a", "b"], ["c", "d"]]), "docx", "Word document", null, "a \tb \t\nc \td"),
        ["docx with macros"] =
            (() => OfficeSamples.With(OfficeSamples.Word("first"), "word/vbaProject.bin", "code"), "docm", "Word document", null, "first"),
        ["xlsx"] = (
            () => OfficeSamples.Sheet("Sales", [["item", "sum", "on"], ["tea", 1.5, new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc)], [null, 7]]),
            "xlsx", "Excel workbook", "1 sheet", "[sheet Sales]\nitem\tsum\ton\ntea\t1.5\t2026-03-01\n\t7"),
        ["pptx"] = (() => OfficeSamples.Slides("Hello", "Bye"), "pptx", "PowerPoint presentation", "2 slides", "[slide 1]\nHello\n[slide 2]\nBye"),
        ["html"] = (
            () => Encoding.UTF8.GetBytes(
                "<title>T</title><script>evil()</script><p>Hello <b>you</b></p><table><tr><td>1</td><td>2</td></tr></table><img src=http://h.test>"),
            "html", "web page", null, "T\nHello you\n1\t2"),
        ["html without its extension"] = (() => Encoding.UTF8.GetBytes("<!DOCTYPE html><p>a</p>"), "", "web page", null, "a"),
        ["csv"] = (() => Encoding.UTF8.GetBytes("a,b\r\n1,2\r\n"), "csv", "csv text", "2 lines", "a,b\r\n1,2"),
        ["json"] = (() => "[1]"u8.ToArray(), "json", "json text", "1 lines", "[1]"),
        ["utf-8 with mark"] = (() => [.. Encoding.UTF8.Preamble, .. "一二"u8], "md", "md text", "1 lines", "一二"),
        ["utf-16"] = (() => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("一二 3")], "txt", "txt text", "1 lines", "一二 3"),
        ["utf-16 without mark"] = (() => Encoding.Unicode.GetBytes("第 1 行\n第 2 行\n"), "txt", "txt text", "2 lines", "第 1 行\n第 2 行"),
        ["utf-16, big end first"] = (() => Encoding.BigEndianUnicode.GetBytes("line 1"), "txt", "txt text", "1 lines", "line 1"),
        ["gb18030"] = (() => Gb18030.GetBytes("编号,名称\n1,龍𠀀\n"), "csv", "csv text", "2 lines", "编号,名称\n1,龍𠀀"),
        ["one page is damaged"] = (() => PdfSamples.Raw("BT /F1 12 Tf 50 50 Td (hello) Tj ET garbage ((("), "pdf", "PDF", "1 page", "[page 1]\nhello"),
    };

    private static readonly Dictionary<string, (Func<byte[]> File, OpenFault Fault)> Refused = new()
    {
        ["empty"] = (() => [], OpenFault.Empty),
        ["blanks"] = (() => "  \n "u8.ToArray(), OpenFault.NoText),
        ["program"] = (() => [0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, .. new byte[200]], OpenFault.UnknownKind),
        ["zip of something else"] = (() => OfficeSamples.With(EmptyZip, "readme.txt", "hello"), OpenFault.UnknownKind),
        ["empty zip"] = (() => EmptyZip, OpenFault.UnknownKind),
        ["half a zip"] = (() => OfficeSamples.Word("hello")[..300], OpenFault.Broken),
        ["docx whose document is no XML"] = (() => OfficeSamples.With(OfficeSamples.Word("a"), "word/document.xml", "no xml"), OpenFault.Broken),
        ["docx with an external entity"] = (
            () => OfficeSamples.With(
                OfficeSamples.Word("a"),
                "word/document.xml",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"http://w\"><w:t>&e;</w:t></w:document>"),
            OpenFault.Broken),
        ["zip bomb"] = (() => OfficeSamples.With(OfficeSamples.Word("a"), "word/media/x.bin", Zeros), OpenFault.TooMuch),
        ["zip of many entries"] = (() => ManyEntries(10_001), OpenFault.TooMuch),
        ["doc of 1997"] = (() => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]], OpenFault.OldOffice),
        ["docx with a password"] = (
            () => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")],
            OpenFault.Encrypted),
        ["pdf with a password"] = (PdfSamples.WithPassword, OpenFault.Encrypted),
        ["pdf without words"] = (() => PdfSamples.Raw("q Q"), OpenFault.NoText),
        ["pdf of which only the header is there"] = (() => "%PDF-1.7 and nothing else"u8.ToArray(), OpenFault.Broken),
        ["half a picture"] = (() => PictureSamples.Of(MagickFormat.Png)[..30], OpenFault.Broken),
        ["too many pixels"] = (() => PictureSamples.Claiming(20_000, 20_000), OpenFault.TooMuch),
        ["a side too long"] = (() => PictureSamples.Claiming(100_000, 1), OpenFault.TooMuch),
    };

    private static byte[] EmptyZip => [(byte)'P', (byte)'K', 5, 6, .. new byte[18]];

    public static TheoryData<string> DocumentCases => [.. Documents.Keys];

    public static TheoryData<string> RefusedCases => [.. Refused.Keys];

    [Theory]
    [MemberData(nameof(DocumentCases))]
    public void Open_Document_GivesItsText(string name)
    {
        var (file, extension, format, extent, text) = Documents[name];

        var opened = FileOpener.Open(file(), extension);

        opened.Fault.ShouldBeNull();
        (opened.Format, opened.Extent, opened.Text, opened.IsCut).ShouldBe((format, extent, text, false));
    }

    [Theory]
    [MemberData(nameof(RefusedCases))]
    public void Open_WhatCannotBeRead_SaysWhy(string name)
    {
        var (file, fault) = Refused[name];

        FileOpener.Open(file(), "").Fault.ShouldBe(fault);
    }

    [Fact]
    public void Open_LongText_IsCut()
    {
        var opened = FileOpener.Open(Encoding.UTF8.GetBytes(new string('x', BoundedText.MaxLength + 1)), "txt");

        (opened.IsCut, opened.Text.Length).ShouldBe((true, BoundedText.MaxLength));
    }

    [Fact]
    public void Open_SheetOfAMillionRows_GivesItsFirstRows()
    {
        var opened = FileOpener.Open(OfficeSamples.With(OfficeSamples.Sheet("Big", [["x"]]), "xl/worksheets/sheet1.xml", Rows), "xlsx");

        opened.Fault.ShouldBeNull();
        opened.IsCut.ShouldBeTrue();
        opened.Text.ShouldStartWith("[sheet Big]\n1\n2\n3\n");
    }

    [Fact]
    public void Open_LongPdf_HasAllItsPages()
    {
        var opened = FileOpener.Open(PdfSamples.Of(Enumerable.Range(1, 30).Select(page => $"This is page {page}.")), "pdf");

        opened.Extent.ShouldBe("30 pages");
        opened.Text.ShouldContain("[page 30]\nThis is page 30.");
    }

    [Theory]
    [InlineData(MagickFormat.Jpeg, "image/jpeg")]
    [InlineData(MagickFormat.Png, "image/png")]
    [InlineData(MagickFormat.Gif, "image/gif")]
    [InlineData(MagickFormat.WebP, "image/webp")]
    public void Open_PictureThatModelsTake_IsAsItWas(MagickFormat format, string type)
    {
        var picture = PictureSamples.Of(format);

        var opened = FileOpener.Open(picture, "pdf");

        (opened.PictureType, opened.Extent).ShouldBe((type, "8 x 6"));
        opened.Body.ToArray().ShouldBe(picture);
    }

    [Fact]
    public void Open_PictureThatIsTooLarge_IsScaledDown()
    {
        var opened = FileOpener.Open(PictureSamples.Of(MagickFormat.Png, 4000, 1000), "png");

        using var scaled = new MagickImage(opened.Body.ToArray());
        (scaled.Width, scaled.Height).ShouldBe((2000u, 500u));
        PictureFormat.Of(opened.Body.Span)!.MediaType.ShouldBe(opened.PictureType);
    }

    private static void Zeros(Stream stream)
    {
        var zeros = new byte[1 << 20];
        for (var count = 0; count < 64; count++)
        {
            stream.Write(zeros);
        }
    }

    private static void Rows(Stream stream)
    {
        using var writer = new StreamWriter(stream);
        writer.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        for (var row = 1; row <= 1_000_000; row++)
        {
            writer.Write($"<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c></row>");
        }

        writer.Write("</sheetData></worksheet>");
    }

    private static byte[] ManyEntries(int count)
    {
        using var stream = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var index = 0; index < count; index++)
            {
                archive.CreateEntry($"word/{index}");
            }
        }

        return stream.ToArray();
    }
}
