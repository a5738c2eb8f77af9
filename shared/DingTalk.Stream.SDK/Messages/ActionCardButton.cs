namespace DingTalk.Stream.OpenApi;

/// <summary>A button of an <see cref="ActionCardMessage"/>.</summary>
/// <param name="Title">Its label.</param>
/// <param name="Target">The address it opens.</param>
public sealed record ActionCardButton(string Title, Uri Target);
