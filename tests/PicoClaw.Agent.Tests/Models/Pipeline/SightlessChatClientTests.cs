using Microsoft.Extensions.AI;
using PicoClaw.Agent.Models.Pipeline;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Pipeline;

public sealed class SightlessChatClientTests
{
    [Fact]
    public async Task GetResponseAsync_Picture_IsToldInASentence()
    {
        using var model = new ScriptedModel();
        using var client = new SightlessChatClient(model);
        var message = new ChatMessage(ChatRole.User, [new TextContent("look"), new DataContent(new byte[] { 1 }, "image/png"), new TextContent("end")]);

        await client.GetResponseAsync([new ChatMessage(ChatRole.System, "s"), message], null, TestContext.Current.CancellationToken);

        var told = await model.Calls.ReadAsync(TestContext.Current.CancellationToken);
        told[1].Contents.Select(content => content.ShouldBeOfType<TextContent>().Text)
            .ShouldBe(["look", "[A picture, which you cannot see: say so if it matters.]", "end"]);
        message.Contents.Count.ShouldBe(3);
        message.Contents[1].ShouldBeOfType<DataContent>();
    }
}
