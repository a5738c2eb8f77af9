namespace DingTalk.Stream.OpenApi;

// `imGroupOpenDeliverModel` and `imRobotOpenDeliverModel`.
internal sealed record CardDeliverModel(string RobotCode, string? SpaceType = null);
