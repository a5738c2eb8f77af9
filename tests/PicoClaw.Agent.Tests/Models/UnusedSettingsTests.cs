using Microsoft.Extensions.Configuration;
using PicoClaw.Agent.Models;

namespace PicoClaw.Agent.Tests.Models;

public sealed class UnusedSettingsTests
{
    [Fact]
    public void In_FieldsWithoutEffect_AreNamedOnce() =>
        UnusedSettings.In(Read(
            ("Agent:Defaults:ModelName", "chat"),
            ("Agent:Defaults:MaxToolIterations", "5"),
            ("Agent:Defaults:ModelFallbacks:0", "b"),
            ("Models:0:Model", "openai/gpt"),
            ("Models:0:Rpm", "10"),
            ("Models:1:Rpm", "10"),
            ("Models:1:CustomHeaders:x-team", "a"))).ShouldBe(["ModelFallbacks", "MaxToolIterations", "Rpm", "CustomHeaders"]);

    [Fact]
    public void In_OnlyFieldsWithEffect_IsEmpty() =>
        UnusedSettings.In(Read(("Agent:Defaults:ModelName", "chat"), ("Agent:Defaults:MaxTokens", "5"), ("Agent:Defaults:Workspace", "/w"), ("Models:0:ApiKeys:0", "k"))).ShouldBeEmpty();

    private static IConfiguration Read(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))).Build();
}
