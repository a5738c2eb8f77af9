using System.Text.Json;
using PicoClaw.Gateway.DeadLetters;
using PicoClaw.Hosting.DeadLetters;

namespace PicoClaw.Gateway.Commands.Dead;

/// <summary>Prints dead letters for people, or as JSON.</summary>
internal sealed class DeadPrinter(TextWriter output, TimeProvider time)
{
    private static readonly string[] Titles = ["KIND", "ID", "AGE", "TRIES", "CONVERSATION", "REASON"];

    public void List(IReadOnlyList<DeadLetter> letters, bool asJson)
    {
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(letters, DeadLetterJson.Default.IReadOnlyListDeadLetter));
            return;
        }

        if (letters.Count == 0)
        {
            output.WriteLine("No dead letters.");
            return;
        }

        var now = time.GetUtcNow();
        IReadOnlyList<string[]> rows =
        [
            Titles,
            .. letters.Select(letter => new[]
            {
                Name(letter.Kind),
                letter.Id,
                Ages.Format(now - letter.At),
                $"{letter.Attempts}",
                letter.Conversation ?? "-",
                letter.Reason.ReplaceLineEndings(" "),
            }),
        ];
        var widths = Enumerable.Range(0, Titles.Length - 1).Select(column => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
        {
            output.WriteLine(string.Join("  ", widths.Select((width, column) => row[column].PadRight(width)).Append(row[^1])));
        }

        output.WriteLine(letters.Count == 1 ? "1 dead letter" : $"{letters.Count} dead letters");
    }

    public void Show(DeadLetterDetail detail, bool asJson)
    {
        if (asJson)
        {
            output.WriteLine(JsonSerializer.Serialize(detail, DeadLetterJson.Default.DeadLetterDetail));
            return;
        }

        var letter = detail.Letter;
        output.WriteLine($"kind          {Name(letter.Kind)}");
        output.WriteLine($"id            {letter.Id}");
        output.WriteLine($"failed        {letter.At:yyyy-MM-ddTHH:mm:ssZ} ({Ages.Format(time.GetUtcNow() - letter.At)} ago)");
        output.WriteLine($"tries         {letter.Attempts}");
        output.WriteLine($"conversation  {letter.Conversation ?? "-"}");
        output.WriteLine($"reason        {letter.Reason}");
        output.WriteLine();
        output.WriteLine(detail.Text);
    }

    public static string Name(DeadLetterKind kind) => kind switch
    {
        DeadLetterKind.Turn => "turn",
        DeadLetterKind.Delivery => "delivery",
        _ => "malformed",
    };
}
