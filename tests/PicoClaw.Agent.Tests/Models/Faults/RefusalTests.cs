using PicoClaw.Agent.Models.Calls;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Faults;

/// <summary>The cause of a failure decides who can help: the user, the administrator, or time.</summary>
public sealed class RefusalTests : IAsyncDisposable
{
    private readonly ModelLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData(
        400,
        """{"error":{"code":"data_inspection_failed","message":"<400> InternalError.Algo.DataInspectionFailed: """
        + """Input text data may contain inappropriate content."}}""")]
    [InlineData(400, """{"error":{"message":"Content Exists Risk","type":"invalid_request_error"}}""")]
    [InlineData(
        400,
        """{"error":{"code":"content_filter","message":"The response was filtered due to the prompt triggering Azure OpenAI's content management policy."}}""")]
    [InlineData(400, """{"error":{"code":"1301","message":"系统检测到输入或生成内容可能包含不安全或敏感内容"}}""")]
    [InlineData(403, """{"error":{"code":403,"message":"Your input was flagged","metadata":{"reasons":["violence"]}}}""")]
    [InlineData(400, """{"error":{"code":"InputTextSensitiveContentDetected","message":"The request failed"}}""")]
    [InlineData(400, """{"error":{"message":"The request was rejected because it was considered high risk","type":"content_filter"}}""")]
    [InlineData(451, """{"error":{"message":"no"}}""")]
    [InlineData(200, """{"base_resp":{"status_code":1026,"status_msg":"input new_sensitive"}}""")]
    public async Task Ask_TheContentIsRefused_IsAskedOnceAndNothingRests(int status, string body)
    {
        await using var service = await WildWire.FirstAsync(body, "application/json", status);
        _lab.Model("main", service.Address, ("ApiKeys:0", "one"), ("ApiKeys:1", "two"));

        (await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync())).Fault.ShouldBe(ModelFault.Refused);

        service.Requests.Count.ShouldBe(1);
        _lab.Log().ShouldContain("The service of model main refused the content of this question");
        _lab.Log().ShouldNotContain("rests");
        (await _lab.AskAsync()).Text.ShouldBe("good");
    }

    [Theory]
    [InlineData("content_filter")]
    [InlineData("sensitive")]
    [InlineData("SAFETY")]
    public async Task Ask_TheAnswerIsWithheldInTheMiddle_IsARefusalAndItsUsageIsLogged(string reason)
    {
        await using var service = await WildWire.AnsweringAsync(WildWire.Events(
            """{"choices":[{"delta":{"content":"half"}}]}""",
            $$$"""{"choices":[{"delta":{},"finish_reason":"{{{reason}}}"}],"usage":{"prompt_tokens":7,"completion_tokens":1}}"""));
        _lab.Model("main", service.Address);
        var calls = new CallLog();

        var failure = await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync(options: new AnswerOptions { Calls = calls }));

        failure.Fault.ShouldBe(ModelFault.Refused);

        calls.Calls.ShouldHaveSingleItem().InputTokens.ShouldBe(7);
    }

    [Theory]
    [InlineData(401, """{"error":{"message":"no"}}""")]
    [InlineData(402, """{"error":{"message":"Insufficient Balance"}}""")]
    [InlineData(
        429,
        """{"error":{"message":"You exceeded your current quota, please check your plan and billing details.","code":"insufficient_quota"}}""")]
    [InlineData(400, """{"error":{"code":"Arrearage","message":"Access denied, please make sure your account is in good standing."}}""")]
    [InlineData(
        400,
        """[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key.","status":"INVALID_ARGUMENT"}}]""")]
    [InlineData(429, """{"error":{"code":"1113","message":"余额不足或无可用资源包,请充值。"}}""")]
    [InlineData(200, """{"error":{"message":"该令牌额度已用尽","type":"new_api_error"}}""")]
    public async Task Ask_OnlyAnAdministratorCanHelp_IsAskedOnce(int status, string body)
    {
        await using var service = await WildWire.FirstAsync(body, "application/json", status);
        _lab.Model("main", service.Address);

        (await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync())).Fault.ShouldBe(ModelFault.Misconfigured);

        service.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(429, """{"error":{"message":"Allocated quota exceeded, please increase your quota limit.","code":"insufficient_quota"}}""")]
    [InlineData(503, "<html><head><title>503 Service Unavailable</title></head></html>")]
    [InlineData(200, """{"error":{"code":502,"message":"Provider disconnected"}}""")]
    public async Task Ask_ItMayPass_IsAskedAgain(int status, string body)
    {
        await using var service = await WildWire.FirstAsync(body, "application/json", status);
        _lab.Model("main", service.Address);

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");
    }

    [Theory]
    [InlineData(401, 500, "Transient")]
    [InlineData(500, 401, "Transient")]
    [InlineData(401, 451, "Refused")]
    [InlineData(400, 401, "Rejected")]
    [InlineData(401, 404, "Misconfigured")]
    public async Task Ask_SeveralModelsFailDifferently_TheMostTellingFaultCounts(int first, int second, string fault)
    {
        await using var one = await ModelService.StartAsync((_, _) => Task.FromResult(first));
        await using var two = await ModelService.StartAsync((_, _) => Task.FromResult(second));
        _lab.Model("one", one.Address, ("Fallbacks:0", "two"));
        _lab.Model("two", two.Address);

        (await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.RunAsync(_lab.AskAsync()))).Fault.ToString().ShouldBe(fault);
    }

    [Fact]
    public async Task Ask_TheLimitIsUsedUpByThinking_IsNotAskedAgain()
    {
        await using var service = await WildWire.AnsweringAsync(WildWire.Events(
            """{"choices":[{"delta":{"content":"<think>long"}}]}""",
            """{"choices":[{"delta":{},"finish_reason":"length"}]}"""));
        _lab.Model("main", service.Address);

        (await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync())).Fault.ShouldBe(ModelFault.CutOff);

        service.Requests.Count.ShouldBe(1);
    }
}
