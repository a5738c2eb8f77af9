using System.IO.Compression;
using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace PicoClaw.Tests.Documents;

/// <summary>PDF files, good and hostile.</summary>
internal static class PdfSamples
{
    public static byte[] Of(params IEnumerable<string> pages)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var text in pages)
        {
            var page = builder.AddPage(PageSize.A4);
            foreach (var (index, line) in text.Split('\n').Index())
            {
                page.AddText(line, 11, new PdfPoint(50, 780 - (index * 15)), font);
            }
        }

        return builder.Build();
    }

    /// <summary>With a page for the content; names in it resolve to the objects, the first of which has number 5.</summary>
    public static byte[] Raw(string content, params IEnumerable<string> objects) => Assemble(
    [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X0 5 0 R>>"
            + "/Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        Stream("", Encoding.Latin1.GetBytes(content)),
        .. objects,
    ]);

    public static byte[] WithPassword() => Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Raw("BT /F1 12 Tf (hello) Tj ET")).Replace(
        "trailer<<",
        $"trailer<</Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{new string('1', 64)}>/U<{new string('2', 64)}>>>/ID[<00><00>]",
        StringComparison.Ordinal));

    /// <summary>A page whose content unpacks to so many bytes.</summary>
    public static byte[] Bomb(long size)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var blanks = new byte[1 << 20];
            blanks.AsSpan().Fill((byte)' ');
            for (var left = size; left > 0; left -= blanks.Length)
            {
                zip.Write(blanks);
            }
        }

        return Assemble(
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
            Stream("/Filter/FlateDecode", packed.ToArray()),
        ]);
    }

    /// <summary>Forms that each draw the next one ten times, so that the last is drawn ten billion times.</summary>
    public static byte[] Laughs() => Raw(
        "/X0 Do",
        Enumerable.Range(0, 10).Select(level => Form(string.Concat(Enumerable.Repeat("/X0 Do ", 10)), $"<</XObject<</X0 {level + 6} 0 R>>>>"))
            .Append(Form("q Q", "<<>>")));

    public static string Form(string content, string resources) =>
        Stream($"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources{resources}", Encoding.Latin1.GetBytes(content));

    private static string Stream(string entries, byte[] data) =>
        $"<<{entries}/Length {data.Length}>>\nstream\n{Encoding.Latin1.GetString(data)}\nendstream";

    private static byte[] Assemble(IReadOnlyList<string> objects)
    {
        var file = new StringBuilder("%PDF-1.7\n");
        var places = new List<int>();
        foreach (var (index, body) in objects.Index())
        {
            places.Add(file.Length);
            file.Append($"{index + 1} 0 obj\n{body}\nendobj\n");
        }

        var table = file.Length;
        file.Append($"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        places.ForEach(place => file.Append($"{place:D10} 00000 n \n"));
        return Encoding.Latin1.GetBytes($"{file}trailer<</Size {objects.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF");
    }
}
