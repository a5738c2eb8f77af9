namespace DingTalk.Stream.OpenApi;

// `cardUpdateOptions`: without it the whole map is replaced.
internal sealed record CardUpdateChoice(bool UpdateCardDataByKey);
