namespace PicoClaw.Configuration.Schema;

/// <summary>A channel's contribution: the fields of its accounts besides those of every account.</summary>
/// <param name="Type">The value of "type".</param>
/// <param name="DisplayName">The platform's name, for messages.</param>
/// <param name="Common">The fields of every account.</param>
/// <param name="Own">The fields of this channel's accounts.</param>
internal sealed record ChannelSchema(string Type, string DisplayName, SectionSchema Common, params ConfigField[] Own)
{
    /// <summary>The field that tells the platform's apps apart: no two enabled accounts may have the same value.</summary>
    public required string Id { get; init; }

    /// <summary>Fields without which an account cannot be enabled.</summary>
    public required string[] Required { get; init; }

    public SectionSchema Account { get; } = SectionSchema.Of(Common, new SectionSchema(Own));
}
