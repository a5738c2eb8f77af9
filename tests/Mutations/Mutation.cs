using System.Text;
using System.Text.RegularExpressions;
using CsCheck;

namespace PicoClaw.Tests.Mutations;

// One way to corrupt bytes, JSON above all; the numbers say where.
internal sealed partial record Mutation(int Kind, int At, int Length, string Token)
{
    private static readonly string[] Tokens =
    [
        "null", "true", "7", "-1e400", "99999999999999999999", "\"\"", "\"x\"", "[]", "{}", "[[]]", "{\"a\":{}}", "\"{}\"", "\"[7]\"",
        "\"{\\\"repliedMsg\\\":7}\"", "\"\\ud800\"", "\"\\udc00\\u0000\"", "\"\uFEFF\"",
        "\"/x\"", "\"text\"", "\"richText\"", "\"audio\"", "\"chatRecord\"", "\"actionCard\"", "\"SYSTEM\"", "\"EVENT\"", "\"CALLBACK\"",
        "\"*\"", "\"msgId\"", "\"messageId\"", "\"content\"", "\"text\":", "\"data\"",
        "{", "}", "[", "]", ",", ":", "\"", "\\", "<html>", "\u0000", "\uFFFD", new string('[', 2_000), Repeat("{\"a\":", 2_000), new string('9', 400),
    ];

    public static readonly Gen<Mutation> Any = Gen.Select(
        Gen.Int[0, 6], Gen.Int[0, int.MaxValue], Gen.Int[1, 200], AnyOf(Tokens),
        (kind, at, length, token) => new Mutation(kind, at, length, token));

    // The usual number of iterations, unless the environment sets CsCheck_Iter or CsCheck_Time, which CsCheck reads itself.
    public static long Iterations(long usual) =>
        Environment.GetEnvironmentVariable("CsCheck_Iter") is null && Environment.GetEnvironmentVariable("CsCheck_Time") is null ? usual : -1;

    public static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    public static byte[] Corrupt(byte[] bytes, IEnumerable<Mutation> mutations) => mutations.Aggregate(bytes, (bytes, mutation) => mutation.Apply(bytes));

    public byte[] Apply(byte[] bytes)
    {
        if (bytes.Length == 0)
        {
            return Encoding.UTF8.GetBytes(Token);
        }

        var at = At % bytes.Length;
        var end = Math.Min(at + Length, bytes.Length);
        return Kind switch
        {
            0 => [.. bytes[..at], (byte)(bytes[at] ^ (1 << (Length % 8))), .. bytes[(at + 1)..]],
            1 => [.. bytes[..at], .. bytes[end..]],
            2 => bytes[..at],
            3 => [.. bytes[..at], .. bytes[at..end], .. bytes[at..]],
            4 => [.. bytes[..at], .. Encoding.UTF8.GetBytes(Token), .. bytes[at..]],
            _ => Swapped(bytes),
        };
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    // Replaces a whole token; the result is mostly valid JSON of a wrong shape.
    private byte[] Swapped(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var tokens = AnyToken().Matches(text);
        if (tokens.Count == 0)
        {
            return bytes;
        }

        var old = tokens[At % tokens.Count];
        return Encoding.UTF8.GetBytes(string.Concat(text.AsSpan(0, old.Index), Token, text.AsSpan(old.Index + old.Length)));
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|[^\s"{}\[\],:]+
        """, RegexOptions.Singleline)]
    private static partial Regex AnyToken();
}
