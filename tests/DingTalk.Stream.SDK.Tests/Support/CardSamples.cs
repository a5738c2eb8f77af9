using DingTalk.Stream.OpenApi;

namespace DingTalk.Stream.Tests.Support;

internal static class CardSamples
{
    public static readonly NewCard Card = new("demo.schema", "trk-1", new Dictionary<string, string> { ["flowStatus"] = "1" });

    public static readonly CardSpace Space = CardSpace.Group("cidQ2dEMo1VabCdEfGh0123456789==", "dingdemo");

    public static readonly CardFrame Frame = new("5f1c2d3e-0a1b-4c5d-8e9f-112233445566", "content", "full text so far");
}
