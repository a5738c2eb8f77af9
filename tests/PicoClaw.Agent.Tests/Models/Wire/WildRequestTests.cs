using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Wire.Json;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Wire;

/// <summary>Requests that even the strictest service takes.</summary>
public sealed class WildRequestTests : IAsyncDisposable
{
    private readonly ModelLab _lab = new();

    public ValueTask DisposeAsync() => _lab.DisposeAsync();

    [Theory]
    [InlineData("scripted", "", "max_tokens")]
    [InlineData("scripted", "max_completion_tokens", "max_completion_tokens")]
    [InlineData("gpt-5-mini", "", "max_completion_tokens")]
    [InlineData("o3", "", "max_completion_tokens")]
    [InlineData("gpt-5-mini", "max_tokens", "max_tokens")]
    public async Task Ask_ALimitIsConfigured_HasTheServicesName(string model, string field, string expected)
    {
        await using var service = await ModelService.SayingAsync("good");
        _lab.Model("main", service.Address, ("Model", model), ("MaxTokensField", field));
        _lab.Set("Agent:Defaults:MaxTokens", "123");

        await _lab.AskAsync();

        var body = (await service.Requests.ReadAsync(TestContext.Current.CancellationToken)).Body;
        ((int)body[expected]!).ShouldBe(123);
        body.Count(member => member.Key.EndsWith("_tokens", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Ask_OurOwnTools_HaveNoKeywordThatAServiceRefuses()
    {
        await using var service = await ModelService.SayingAsync("good");
        _lab.Model("main", service.Address);

        await _lab.AskAsync();

        var tools = (await service.Requests.ReadAsync(TestContext.Current.CancellationToken)).Body["tools"]!.ToJsonString();
        foreach (var word in (string[])["[\"string\",\"null\"]", "additionalProperties", "$schema", "default", "strict"])
        {
            tools.ShouldNotContain(word);
        }
    }

    [Theory]
    [InlineData("false", "\"look\\n\\n[picture 1:][A picture, which you cannot see: say so if it matters.]\"")]
    [InlineData("true", "[{\"type\":\"text\",\"text\":\"look\"},{\"type\":\"text\",\"text\":\"\\n\\n[picture 1:]\"},{\"type\":\"image_url\"")]
    public async Task Ask_SeveralTexts_AreOneUnlessAPictureIsAmongThem(string sees, string expected)
    {
        await using var service = await ModelService.SayingAsync("good");
        _lab.Model("main", service.Address, ("Vision", sees));
        var message = new ChatMessage(
            ChatRole.User, [new TextContent("look"), new TextContent("\n\n[picture 1:]"), new DataContent(new byte[] { 1 }, "image/png")]);

        await _lab.Client.GetResponseAsync([message], null, TestContext.Current.CancellationToken);

        var body = (await service.Requests.ReadAsync(TestContext.Current.CancellationToken)).Body;
        body["messages"]![0]!["content"]!.ToJsonString().ShouldStartWith(expected);
    }

    [Theory]
    [InlineData("{}", """{"type":"object","properties":{}}""")]
    [InlineData(
        """{"type":"object","$schema":"x","additionalProperties":false,"required":[],"title":"T"}""",
        """{"type":"object","properties":{}}""")]
    [InlineData(
        """{"properties":{"a":{"type":["string","null"],"default":null}}}""",
        """{"properties":{"a":{"type":"string"}},"type":"object"}""")]
    [InlineData(
        """{"properties":{"a":{"anyOf":[{"type":"integer","minimum":1},{"type":"null"}],"description":"d"}},"required":["a","b"]}""",
        """{"properties":{"a":{"type":"integer","minimum":1,"description":"d"}},"required":["a"],"type":"object"}""")]
    [InlineData(
        """{"properties":{"a":{"$ref":"#/$defs/A"}},"$defs":{"A":{"type":"object","properties":{"x":{"const":"y"}}}}}""",
        """{"properties":{"a":{"type":"object","properties":{"x":{"type":"string","enum":["y"]}}}},"type":"object"}""")]
    [InlineData(
        """{"properties":{"a":{"type":"array"},"b":{"items":{"type":"number"}}}}""",
        """{"properties":{"a":{"type":"array","items":{"type":"string"}},"b":{"items":{"type":"number"},"type":"array"}},"type":"object"}""")]
    [InlineData(
        """{"properties":{"a":{"enum":["x","y",null]},"b":{"type":"integer","enum":[1,2]},"c":true}}""",
        """{"properties":{"a":{"type":"string","enum":["x","y"]},"b":{"type":"integer"},"c":{"type":"string"}},"type":"object"}""")]
    [InlineData(
        """{"allOf":[{"properties":{"a":{"type":"string","format":"uri","pattern":"^x"}}}]}""",
        """{"properties":{"a":{"type":"string"}},"type":"object"}""")]
    public void Of_ASchemaOfAnyKind_HasOnlyCommonKeywords(string schema, string expected)
    {
        var simple = SimpleSchema.Of(JsonNode.Parse(schema)!.AsObject());

        JsonNode.DeepEquals(simple, JsonNode.Parse(expected)).ShouldBeTrue(simple.ToJsonString());
    }

    [Fact]
    public void Of_ASchemaThatRefersToItself_Ends()
    {
        var schema = JsonNode.Parse("""{"properties":{"child":{"$ref":"#"}}}""")!.AsObject();

        JsonSerializer.Serialize(SimpleSchema.Of(schema)).ShouldContain("child");
    }

    [Theory]
    [InlineData(400, "registry.ollama.ai/library/gemma:2b does not support tools")]
    [InlineData(404, "No endpoints found that support tool use.")]
    [InlineData(400, "\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set")]
    [InlineData(400, "该模型不支持工具调用")]
    public async Task Ask_TheModelTakesNoTools_IsAskedWithoutThemForAnHour(int status, string message)
    {
        await using var service = await ModelService.StartAsync((_, request, response) =>
            request.Body["tools"] is null ? OpenAiWire.SayAsync(response, request, "good") : OpenAiWire.FailAsync(response, status, message));
        _lab.Model("main", service.Address);

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");
        service.Requests.Count.ShouldBe(2);
        _lab.Log().ShouldContain("Model main takes no tools and is asked without them for 1 hour: ");

        _lab.Time.Advance(TimeSpan.FromMinutes(59));
        await _lab.AskAsync();
        service.Requests.Count.ShouldBe(3);

        _lab.Time.Advance(TimeSpan.FromMinutes(1));
        await _lab.AskAsync();
        service.Requests.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Ask_OneToolIsRefused_TheNextQuestionHasToolsAgain()
    {
        await using var service = await ModelService.StartAsync((number, request, response) => number == 1
            ? OpenAiWire.FailAsync(response, 400, "Invalid schema for function 't_look': object schema missing properties", "invalid_function_parameters")
            : OpenAiWire.SayAsync(response, request, "good"));
        _lab.Model("main", service.Address);

        (await _lab.RunAsync(_lab.AskAsync())).Text.ShouldBe("good");
        await _lab.AskAsync();

        List<bool> offered = [];
        while (service.Requests.TryRead(out var request))
        {
            offered.Add(request.Body["tools"] is not null);
        }

        offered.ShouldBe([true, false, true]);
        _lab.Log().ShouldContain("Model main refused a tool and was asked this once without any");
    }

    [Fact]
    public async Task Ask_TheOnlyKeyIsRefused_ReadyShowsItUntilItWorks()
    {
        await using var service = await ModelService.StartAsync((number, _) => Task.FromResult(number == 1 ? 401 : 200));
        _lab.Model("main", service.Address, ("ApiKeys:0", "sk-very-secret"));

        await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync());

        var sick = await HealthAsync();
        (sick.Status, sick.Description).ShouldBe((HealthStatus.Degraded, "correct model_list: model main (scripted): HTTP 401: no"));
        _lab.Log().ShouldNotContain("rests");

        await _lab.AskAsync();
        (await HealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Ask_OneOfTwoKeysIsRefused_ReadyNamesItsPlace()
    {
        await using var service = await ModelService.StartAsync((number, _) => Task.FromResult(number == 1 ? 402 : 200));
        _lab.Model("main", service.Address, ("ApiKeys:0", "sk-very-secret"), ("ApiKeys:1", "sk-2"));

        await _lab.AskAsync();

        (await HealthAsync()).Description.ShouldBe("correct model_list: key 1 of main: HTTP 402");
        _lab.Log().ShouldContain("Key 1 of model main was answered with HTTP 402 and rests for 1 hour");
    }

    [Fact]
    public async Task Ask_NoModelAnswers_ReadyIsDegradedUntilOneDoes()
    {
        await using var service = await ModelService.StartAsync((number, _) => Task.FromResult(number == 1 ? 503 : 200));
        _lab.Set("Agent:Defaults:MaxLlmRetries", "0");
        _lab.Model("main", service.Address);

        await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync());

        (await HealthAsync()).Description.ShouldNotBeNull().ShouldStartWith("no model answered the last question: main: HTTP 503");
        await _lab.AskAsync();
        (await HealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Ask_TheQuestionIsRefused_SaysNothingAgainstTheModels()
    {
        await using var service = await ModelService.StartAsync((_, _, response) =>
            OpenAiWire.FailAsync(response, 400, "data_inspection_failed", "data_inspection_failed"));
        _lab.Model("main", service.Address);

        await Should.ThrowAsync<ModelsUnavailableException>(() => _lab.AskAsync());

        (await HealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
    }

    // DashScope, Moonshot, vLLM and others report it with every event, or in the choice.
    [Theory]
    [InlineData(
        """{"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":7,"completion_tokens":1}}""",
        """{"choices":[{"delta":{"content":"b"},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":5}}""",
        """{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":5}}""")]
    [InlineData(
        """{"choices":[{"delta":{"content":"a"}}]}""",
        """{"choices":[{"delta":{},"finish_reason":"stop","usage":{"prompt_tokens":7,"completion_tokens":5}}]}""",
        """{"choices":[],"usage":null}""")]
    [InlineData(
        """{"choices":[{"delta":{"content":"a"}}],"usage":{"prompt_tokens":"7","completion_tokens":5.0}}""",
        """{"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":null,"completion_tokens":null,"total_tokens":null,"""
        + """ "prompt_tokens_details":null}}""",
        """{"choices":[],"usage":{"prompt_tokens":0,"completion_tokens":0}}""")]
    public async Task Ask_UsageIsRepeated_IsCountedOnce(string first, string second, string third)
    {
        await using var service = await WildWire.AnsweringAsync(WildWire.Events(first, second, third));
        _lab.Model("main", service.Address);

        var usage = (await _lab.RunAsync(_lab.AskAsync())).Usage!;

        (usage.InputTokenCount, usage.OutputTokenCount).ShouldBe((7, 5));
    }

    private Task<HealthCheckResult> HealthAsync() =>
        ((ModelHealth)_lab.Services.GetService(typeof(ModelHealth))!).CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken);
}
