using System.Text.Json;
using System.Text.RegularExpressions;
using PicoClaw.Agent.Models.Wire.Json;

namespace PicoClaw.Agent.Models.Wire.Errors;

/// <summary>Reads the errors of services.</summary>
internal static partial class ErrorText
{
    private const int LongestText = 300;

    /// <summary>The message of an error, or the beginning of the text when there is none.</summary>
    public static string Of(string answer, SecretMask mask)
    {
        // Masked before it is cut, or a part of a secret would remain.
        var text = mask.Hide(IsWebPage(answer) ? $"a web page{Title(answer)}" : Message(answer) ?? answer).ReplaceLineEndings(" ").Trim();
        return text.Length == 0 ? "no explanation" : text.Length > LongestText ? text[..LongestText] + "…" : text;
    }

    /// <summary>The answer and its message unescaped: services escape everything that is not Latin.</summary>
    public static string Readable(string answer) => Message(answer) is { } message ? $"{answer}\n{message}" : answer;

    public static bool IsWebPage(string answer) => answer.AsSpan().TrimStart().StartsWith('<');

    /// <summary>True when JSON that came with a good status, or in the middle of an answer, is an error.</summary>
    public static bool IsError(JsonElement root, string? eventName)
    {
        var error = root.Field("error");
        return eventName == "error"
            || error is { ValueKind: JsonValueKind.Object } some && some.EnumerateObject().Any()
            || error is { ValueKind: JsonValueKind.String } && error.Text()!.Length > 0
            || root.Field("object").Text() == "error"
            || root.Field("type").Text() == "error"
            || root.Field("base_resp").Field("status_code").Number() is not (null or 0)
            || (root.Field("choices") is null && root.Field("type") is null && Remark(root).Text() is { Length: > 0 });
    }

    /// <summary>The HTTP status that the text of an error names; null when it names none.</summary>
    public static int? Status(string answer)
    {
        var root = Root(answer);
        var code = (root.Field("error").Field("code") ?? root.Field("code") ?? root.Field("status_code")).Number();
        return code is >= 400 and < 600 ? (int)code : null;
    }

    private static JsonElement? Remark(JsonElement root) =>
        root.Field("message") ?? root.Field("msg") ?? root.Field("error_msg") ?? root.Field("detail");

    private static string Title(string page) => TitleOf().Match(page) is { Success: true } title ? $" (\"{title.Groups[1].Value.Trim()}\")" : "";

    private static JsonElement? Root(string answer) => LenientJson.Parse(answer) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() > 0 ? list[0] : null,
        var root => root,
    };

    private static string? Message(string answer)
    {
        var root = Root(answer);
        var error = root.Field("error") ?? root.Field("choices").Items().Select(choice => choice.Field("error")).FirstOrDefault();
        var text = Sentence(error.Field("message")) ?? Sentence(error) ?? Sentence(root.Field("message")) ?? Sentence(root.Field("msg"))
            ?? Sentence(root.Field("error_msg")) ?? Sentence(root.Field("base_resp").Field("status_msg")) ?? Sentence(root.Field("detail"));

        // A relay's own words say little; it adds those of the service behind it.
        return text is not null && Sentence(error.Field("metadata").Field("raw")) is { } raw ? $"{text}: {raw}" : text;
    }

    // Some services have a list of findings where others have a sentence.
    private static string? Sentence(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } => value.Text() is { Length: > 0 } text ? text : null,
        { ValueKind: JsonValueKind.Array or JsonValueKind.Object } some when some.GetRawText().Length > 2 => some.GetRawText(),
        _ => null,
    };

    [GeneratedRegex("<title[^>]*>([^<]{1,100})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TitleOf();
}
