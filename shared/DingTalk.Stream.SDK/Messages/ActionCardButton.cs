namespace DingTalk.Stream.OpenApi;

/// <summary>A button of an <see cref="ActionCardMessage"/>.</summary>
/// <param name="Title">What it says.</param>
/// <param name="Target">What it opens.</param>
public sealed record ActionCardButton(string Title, Uri Target);
