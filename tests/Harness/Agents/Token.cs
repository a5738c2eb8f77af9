using System.Globalization;
using System.Text.RegularExpressions;

namespace Harness.Agents;

/// <summary>Identifies a message within its text, so that whatever repeats the text repeats the token.</summary>
internal readonly partial record struct Token(int Conversation, int Number) : IComparable<Token>
{
    public static IEnumerable<Token> In(string text) =>
        Pattern().Matches(text).Select(match => new Token(Value(match, 1), Value(match, 2)));

    public int CompareTo(Token other) => (Conversation, Number).CompareTo((other.Conversation, other.Number));

    public override string ToString() => $"[c{Conversation}.{Number}]";

    private static int Value(Match match, int group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\[c(\d+)\.(\d+)\]")]
    private static partial Regex Pattern();
}
