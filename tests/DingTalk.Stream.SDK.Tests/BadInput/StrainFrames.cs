using System.Net.WebSockets;
using System.Text;

namespace DingTalk.Stream.Tests.BadInput;

// Stress for the reader: depth, size, and bytes that are not UTF-8.
internal static class StrainFrames
{
    private const int Limit = 4 * 1024 * 1024;

    public static IEnumerable<BadFrame> All => [.. Deep, .. Large, .. Bytes];

    private static IEnumerable<BadFrame> Deep =>
    [
        .. new[] { 65, 5_000, 100_000 }.SelectMany(depth => new BadFrame[]
        {
            new($"deep: {depth} arrays", $"{{\"a\":{Arrays(depth)}}}", Outcome.Skipped),
            new($"deep: {depth} arrays, open", $"{{\"a\":{new string('[', depth)}", Outcome.Skipped),
            new($"deep: {depth} objects", Objects(depth), Outcome.Skipped),
            new($"deep: data is {depth} arrays", Wire.Frame("x", Arrays(depth)), Outcome.Skipped),
            new($"deep: data holds {depth} arrays", Wire.InString($"deep: data holds {depth} arrays", $"{{\"a\":{Arrays(depth)}}}"), Outcome.Refused),
            new(
                $"deep: content is a string of {depth} arrays",
                Wire.InString($"deep: content is a string of {depth} arrays", $"{{\"msgtype\":\"picture\",\"content\":{Wire.Quote(Arrays(depth))}}}"),
                Outcome.Handled),
            new(
                $"deep: card content is a string of {depth} objects",
                Wire.Card($"deep: card content is a string of {depth} objects", "content", Wire.Quote(Objects(depth))),
                Outcome.Handled),
        }),
        new("deep: as deep as allowed", Wire.InString("deep: as deep as allowed", $"{{\"a\":{Arrays(63)}}}"), Outcome.Handled),
        new("deep: strings in strings", Wire.InString("deep: strings in strings", $"{{\"msgtype\":\"text\",\"content\":{Nested(10)}}}"), Outcome.Handled),
        new("deep: ten quotes", Wire.InString("deep: ten quotes", $"{{\"msgtype\":\"text\",\"text\":{Quotes(10)}}}"), Outcome.Handled),
        new("deep: a hundred quotes", Wire.InString("deep: a hundred quotes", $"{{\"msgtype\":\"text\",\"text\":{Quotes(100)}}}"), Outcome.Refused),
        new(
            "deep: eight quotes, each in a string",
            Wire.InString("deep: eight quotes, each in a string", $"{{\"msgtype\":\"text\",\"text\":{QuotesInStrings(8)}}}"),
            Outcome.Handled),
    ];

    private static IEnumerable<BadFrame> Large =>
    [
        new("large: 10 MB of text", Wire.Bot("x", "senderNick", $"\"{new string('x', 10_000_000)}\""), Outcome.Skipped),
        new("large: 10 MB of blanks", new string(' ', 10_000_000), Outcome.Skipped),
        new("large: 10 MB of brackets", new string('[', 10_000_000), Outcome.Skipped),
        new("large: 10 MB page", $"<html>{new string('x', 10_000_000)}</html>", Outcome.Skipped),
        new("large: 10 MB in pieces", Wire.Bot("x", "senderNick", $"\"{new string('x', 10_000_000)}\""), Outcome.Skipped)
        {
            Pieces = [.. Enumerable.Repeat(100_000, 99)],
        },
        new("large: 10 MB binary", new byte[10_000_000], Outcome.Skipped) { Type = WebSocketMessageType.Binary },
        new("large: one byte too many", Filled("x", Limit + 1), Outcome.Skipped),
        new("large: just fits", Filled("large: just fits", Limit), Outcome.Handled),
        new(
            "large: many fields",
            Wire.InString("large: many fields", $"{{{string.Join(',', Enumerable.Range(0, 50_000).Select(n => $"\"f{n}\":{n}"))}}}"),
            Outcome.Handled),
        new(
            "large: many parts",
            Wire.InString("large: many parts",
                $"{{\"msgtype\":\"richText\",\"content\":{{\"richText\":[{string.Join(',', Enumerable.Repeat("{\"text\":\"x\"}", 50_000))}]}}}}"),
            Outcome.Handled),
        new(
            "large: many mentions",
            Wire.InString("large: many mentions", $"{{\"msgtype\":\"text\",\"atUsers\":[{string.Join(',', Enumerable.Repeat("{}", 100_000))}]}}"),
            Outcome.Handled),
        new(
            "large: many halves of emoji",
            Wire.InString("large: many halves of emoji",
                $"{{\"msgtype\":\"text\",\"text\":{{\"content\":\"{string.Concat(Enumerable.Repeat("\\ud83d", 100_000))}\"}}}}"),
            Outcome.Handled),
        new(
            "large: many escapes",
            Wire.InString("large: many escapes",
                $"{{\"msgtype\":\"text\",\"text\":{{\"content\":\"{string.Concat(Enumerable.Repeat("\\u0041", 100_000))}\"}}}}"),
            Outcome.Handled),
    ];

    // Sent as binary messages: as text, such bytes violate WebSocket itself, see FrameCorpusTests.
    private static IEnumerable<BadFrame> Bytes =>
        from wrong in new (string Name, byte[] Bytes)[]
        {
            ("lone continuation", [0x80]), ("missing continuation", [0xC3]), ("wrong continuation", [0xC3, 0x28]),
            ("overlong slash", [0xC0, 0xAF]), ("overlong NUL", [0xC0, 0x80]),
            ("surrogate", [0xED, 0xA0, 0x80]), ("pair of surrogates", [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80]),
            ("beyond Unicode", [0xF4, 0x90, 0x80, 0x80]), ("five bytes", [0xF8, 0x88, 0x80, 0x80, 0x80]),
            ("never used", [0xFF, 0xFE]), ("Latin-1", [0xE4, 0xF6, 0xFC]), ("GBK", [0xD6, 0xD0, 0xCE, 0xC4]), ("cut emoji", [0xF0, 0x9F, 0x98]),
        }
        from place in new (
            string Name, Outcome Outcome)[] { ("text", Outcome.Handled), ("name", Outcome.Handled), ("header", Outcome.Handled),
            ("structure", Outcome.Skipped) }
        let name = $"bytes: {wrong.Name} in {place.Name}"
        select new BadFrame(name, Placed(name, wrong.Bytes, place.Name), place.Outcome) { Type = WebSocketMessageType.Binary };

    private static byte[] Placed(string id, byte[] bytes, string place)
    {
        var text = place switch
        {
            "text" => Wire.Bot(id, "senderNick", "\"*\""),
            "name" => Wire.Bot(id, "*", "\"geheim\""),
            "header" => Wire.Frame(id, "{}", more: "\"x\":\"*\","),
            _ => Wire.Frame(id, "*"),
        };
        var at = text.IndexOf('*', StringComparison.Ordinal);
        return [.. Encoding.UTF8.GetBytes(text[..at]), .. bytes, .. Encoding.UTF8.GetBytes(text[(at + 1)..])];
    }

    private static string Arrays(int depth) => new string('[', depth) + new string(']', depth);

    private static string Objects(int depth) => $"{string.Concat(Enumerable.Repeat("{\"a\":", depth))}7{new string('}', depth)}";

    private static string Nested(int depth) => depth == 0 ? "7" : Wire.Quote($"{{\"content\":{Nested(depth - 1)}}}");

    private static string Quotes(int depth) =>
        depth == 0
            ? "{\"content\":\"geheim\"}"
            : $"{{\"content\":\"x\",\"repliedMsg\":{{\"msgType\":\"text\",\"text\":{Quotes(depth - 1)}}}}}";

    private static string QuotesInStrings(int depth) =>
        depth == 0
            ? "{\"content\":\"geheim\"}"
            : Wire.Quote($"{{\"content\":\"x\",\"repliedMsg\":{{\"msgType\":\"text\",\"text\":{QuotesInStrings(depth - 1)}}}}}");

    private static string Filled(string id, int bytes)
    {
        var shell = Wire.Bot(id, "senderNick", "\"\"").Length;
        return Wire.Bot(id, "senderNick", $"\"{new string('x', bytes - shell)}\"");
    }
}
