namespace DingTalk.Stream.OpenApi;

/// <summary>One line of a <see cref="FeedCardMessage"/>.</summary>
/// <param name="Title">Its text.</param>
/// <param name="Target">Its address.</param>
/// <param name="Picture">The picture beside it; the first one is large.</param>
public sealed record FeedCardLink(string Title, Uri Target, Uri Picture);
