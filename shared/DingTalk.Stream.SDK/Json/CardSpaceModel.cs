namespace DingTalk.Stream.OpenApi;

// `imGroupOpenSpaceModel` and `imRobotOpenSpaceModel`: without the one of its space a card is delivered nowhere.
internal sealed record CardSpaceModel(bool SupportForward);
