using System.Text.Json.Serialization;

namespace DingTalk.Stream.OpenApi;

/// <summary>A card within a session message: one button, or a list of them (dingtalk.md, section 4.1).</summary>
internal sealed record ActionCardParam(string Title, string Text)
{
    [JsonPropertyName("singleTitle")]
    public string? SingleTitle { get; init; }

    [JsonPropertyName("singleURL")]
    public string? SingleUrl { get; init; }

    [JsonPropertyName("btnOrientation")]
    public string? ButtonOrientation { get; init; }

    [JsonPropertyName("btns")]
    public IReadOnlyList<Button>? Buttons { get; init; }

    internal sealed record Button(string Title, [property: JsonPropertyName("actionURL")] string Target);
}
