using System.Text.Json.Serialization;

namespace DingTalk.Stream.OpenApi;

internal sealed record FeedCardParam(IReadOnlyList<FeedCardParam.Link> Links)
{
    public sealed record Link(string Title, [property: JsonPropertyName("messageURL")] string MessageUrl, [property: JsonPropertyName("picURL")] string PictureUrl);
}
