namespace DingTalk.Emulator.Tests.Access;

public sealed class UnknownPathTests
{
    [Theory]
    [InlineData("POST", "/v1.0/robot/ding/send")]
    [InlineData("GET", "/v1.0/card/instances")]
    [InlineData("POST", "/v1.0/card/instances/deliver.json")]
    [InlineData("POST", "/topapi/nothing")]
    [InlineData("GET", "/nothing.ico")]
    public async Task Api_NotEmulated_Is404WithDingTalksBody(string method, string path)
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.SendAsync(new HttpMethod(method), path, null);

        (answer.Status, answer.Code).ShouldBe((404, "InvalidAction.NotFound"));
        ((string)answer.Json["message"]!).ShouldBe("Specified api is not found, please check your url and method.");
        ((int)(await emulator.StatsAsync())["rejected"]!["InvalidAction.NotFound"]!).ShouldBe(1);
    }

    [Fact]
    public async Task Emulator_Misspelt_SaysSo()
    {
        await using var emulator = await TestEmulator.StartAsync();

        var answer = await emulator.PostTextAsync("/emulator/fault", "{}");

        answer.Status.ShouldBe(404);
        ((string)answer.Json["error"]!).ShouldContain("POST /emulator/fault");
    }
}
