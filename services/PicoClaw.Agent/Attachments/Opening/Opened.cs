using System.Text;
using System.Text.Json.Serialization;

namespace PicoClaw.Agent.Attachments.Opening;

/// <summary>What a file holds, or why that cannot be told.</summary>
internal sealed record Opened
{
    public OpenFault? Fault { get; init; }

    /// <summary>Its kind in words, such as <c>PDF</c>.</summary>
    public string Format { get; init; } = "";

    /// <summary>How much of it there is, such as <c>30 pages</c>; null: not known.</summary>
    public string? Extent { get; init; }

    /// <summary>True when it holds more text than <see cref="Body"/>.</summary>
    public bool IsCut { get; init; }

    /// <summary>The kind of a picture, such as <c>image/png</c>; null for a text.</summary>
    public string? PictureType { get; init; }

    /// <summary>The bytes of the picture, or the text as UTF-8.</summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte> Body { get; init; }

    [JsonIgnore]
    public bool IsPicture => PictureType is not null;

    [JsonIgnore]
    public string Text => Encoding.UTF8.GetString(Body.Span);

    public static Opened Failed(OpenFault fault) => new() { Fault = fault };

    public static Opened OfText(string format, string? extent, BoundedText text) => text.IsBlank
        ? Failed(OpenFault.NoText)
        : new() { Format = format, Extent = extent, IsCut = text.IsCut, Body = Encoding.UTF8.GetBytes(text.ToString()) };
}
