using PicoClaw.Hosting.Messaging;

namespace PicoClaw.Hosting.Tests.Messaging;

public sealed class DeterministicIdTests
{
    [Fact]
    public void From_TheSameParts_GivesTheSameIdForEver() =>
        DeterministicId.From("dingtalk", "demo", "msg1==").ShouldBe(new Guid("5044e4f9-e180-8757-a77a-7c7f4213ed14"));

    [Theory]
    [InlineData("dingtalk", "demo", "msg2==")]
    [InlineData("dingtalk", "demo2", "msg1==")]
    [InlineData("dingtalk", "Demo", "msg1==")]
    [InlineData("dingtal", "kdemo", "msg1==")]
    public void From_OtherParts_GivesAnotherId(string channel, string account, string message) =>
        DeterministicId.From(channel, account, message).ShouldNotBe(DeterministicId.From("dingtalk", "demo", "msg1=="));
}
