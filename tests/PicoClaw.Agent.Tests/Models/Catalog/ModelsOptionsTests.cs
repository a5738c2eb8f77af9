using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Tests.Testing;

namespace PicoClaw.Agent.Tests.Models.Catalog;

public sealed class ModelsOptionsTests : IAsyncDisposable
{
    private readonly AgentFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Bind_ConfigurationOfConfigJson_IsRead()
    {
        _folder.Settings["Models:0:ModelName"] = "main";
        _folder.Settings["Models:0:Model"] = "deepseek/chat";
        _folder.Settings["Models:0:ApiBase"] = "http://proxy/v1";
        _folder.Settings["Models:0:ApiKeys:0"] = "key-1";
        _folder.Settings["Models:0:RequestTimeout"] = "30";
        _folder.Settings["Agent:Defaults:ModelName"] = "main";
        _folder.Settings["Agent:Defaults:MaxTokens"] = "100";
        _folder.Settings["Agent:Defaults:Temperature"] = "0.2";

        var options = await ReadAsync();

        (options.ModelName, options.MaxTokens, options.Temperature).ShouldBe(("main", 100, 0.2f));
        var model = options.Model.ShouldNotBeNull();
        (model.Model, model.ApiBase, model.RequestTimeout).ShouldBe(("deepseek/chat", new Uri("http://proxy/v1"), 30));
        model.ApiKeys.ShouldBe(["key-1"]);
    }

    // The configuration holds every environment variable, so one may be called TEMPERATURE by chance.
    [Fact]
    public async Task Bind_StrayVariablesOfTheSameNames_AreIgnored()
    {
        _folder.Settings["MODELNAME"] = "thermometer";
        _folder.Settings["TEMPERATURE"] = "21";
        _folder.Settings["MAXTOKENS"] = "5";

        var options = await ReadAsync();

        (options.ModelName, options.MaxTokens, options.Temperature).ShouldBe(("", null, null));
    }

    [Fact]
    public async Task Start_NameWithoutEntry_FailsWithAdvice()
    {
        _folder.Settings["Agent:Defaults:ModelName"] = "missing";

        var failure = await Should.ThrowAsync<OptionsValidationException>(_folder.StartAsync);

        failure.Message.ShouldContain("agents.defaults.model_name");
    }

    private async Task<ModelsOptions> ReadAsync() =>
        (await _folder.OpenAsync()).Services.GetRequiredService<IOptions<ModelsOptions>>().Value;
}
