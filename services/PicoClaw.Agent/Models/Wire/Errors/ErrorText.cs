using System.Text.Json;
using System.Text.RegularExpressions;

namespace PicoClaw.Agent.Models.Wire;

/// <summary>Reads what services write when they refuse a request.</summary>
internal static partial class ErrorText
{
    private const int LongestText = 300;

    /// <summary>The message of an error, or the beginning of whatever was answered instead; masked before it is cut, else a part of a secret would remain.</summary>
    public static string Of(string answer, SecretMask mask)
    {
        var text = mask.Hide(IsWebPage(answer) ? $"a web page{Title(answer)}" : Message(answer) ?? answer).ReplaceLineEndings(" ").Trim();
        return text.Length == 0 ? "no explanation" : text.Length > LongestText ? text[..LongestText] + "…" : text;
    }

    /// <summary>The answer with its message as people read it: what is not Latin is often escaped.</summary>
    public static string Readable(string answer) => Message(answer) is { } message ? $"{answer}\n{message}" : answer;

    public static bool IsWebPage(string answer) => answer.AsSpan().TrimStart().StartsWith('<');

    /// <summary>True when JSON that came with a good status, or in the middle of an answer, tells of an error.</summary>
    public static bool IsError(JsonElement root, string? eventName)
    {
        var error = root.Field("error");
        return eventName == "error"
            || error is { ValueKind: JsonValueKind.Object } some && some.EnumerateObject().Any()
            || error is { ValueKind: JsonValueKind.String } && error.Text()!.Length > 0
            || root.Field("object").Text() == "error"
            || root.Field("type").Text() == "error"
            || root.Field("base_resp").Field("status_code").Number() is not (null or 0)
            || (root.Field("choices") is null && root.Field("type") is null && (root.Field("message") ?? root.Field("msg") ?? root.Field("error_msg") ?? root.Field("detail")).Text() is { Length: > 0 });
    }

    /// <summary>The status that an error names where there is none.</summary>
    public static int? Status(string answer)
    {
        var root = Root(answer);
        return (root.Field("error").Field("code") ?? root.Field("code") ?? root.Field("status_code")).Number() is { } code and >= 400 and < 600 ? (int)code : null;
    }

    private static string Title(string page) => TitleOf().Match(page) is { Success: true } title ? $" (\"{title.Groups[1].Value.Trim()}\")" : "";

    private static JsonElement? Root(string answer) =>
        Loose.Parse(answer) is { } root ? root.ValueKind == JsonValueKind.Array ? ((JsonElement?)root).Items().Select(item => (JsonElement?)item).FirstOrDefault() : root : null;

    private static string? Message(string answer)
    {
        var root = Root(answer);
        var error = root.Field("error") ?? root.Field("choices").Items().Select(choice => choice.Field("error")).FirstOrDefault();
        var text = Sentence(error.Field("message")) ?? Sentence(error) ?? Sentence(root.Field("message")) ?? Sentence(root.Field("msg"))
            ?? Sentence(root.Field("error_msg")) ?? Sentence(root.Field("base_resp").Field("status_msg")) ?? Sentence(root.Field("detail"));

        // A relay's own words say little; it adds those of the service behind it.
        return text is not null && Sentence(error.Field("metadata").Field("raw")) is { } raw ? $"{text}: {raw}" : text;
    }

    // Some put a list of findings where others have a sentence.
    private static string? Sentence(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } => value.Text() is { Length: > 0 } text ? text : null,
        { ValueKind: JsonValueKind.Array or JsonValueKind.Object } some when some.GetRawText().Length > 2 => some.GetRawText(),
        _ => null,
    };

    [GeneratedRegex("<title[^>]*>([^<]{1,100})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TitleOf();
}
