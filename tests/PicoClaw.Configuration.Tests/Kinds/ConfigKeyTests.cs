using PicoClaw.Configuration.Kinds;
using PicoClaw.Configuration.Tests.Testing;

namespace PicoClaw.Configuration.Tests.Kinds;

/// <summary>Keys as people paste them.</summary>
public sealed class ConfigKeyTests
{
    [Theory]
    [InlineData("Bearer S3cret", "begins with \"Bearer\"")]
    [InlineData("bearer S3cret", "begins with \"Bearer\"")]
    [InlineData("S3cret\u200b", "holds an invisible character (U+200B, zero width) as character 7")]
    [InlineData("S3\ufeffcret", "holds an invisible character (U+FEFF, zero width) as character 3")]
    [InlineData("S3\u00a0cret", "holds a no-break space (U+00A0) as character 3")]
    [InlineData("S3\u3000cret", "holds a full-width space (U+3000) as character 3")]
    [InlineData("S3\u202ecret", "holds an invisible character (U+202E) as character 3")]
    [InlineData("S3cret 用这个", "holds a space as character 7")]
    [InlineData("S3\u0009cret", "holds a tab as character 3")]
    [InlineData("S3cr\u0435t", "holds a character (U+0435) that is not ASCII as character 5")]
    [InlineData("'S3cret'", "stands in quotes of its own")]
    [InlineData("“S3cret”", "stands in quotes of its own")]
    [InlineData("S3cret***", "masked")]
    [InlineData("sk-S3cret...abcd", "masked")]
    [InlineData("%DEEPSEEK_API_KEY%", "Write ${NAME}")]
    [InlineData("$DEEPSEEK_API_KEY", "Write ${NAME}")]
    [InlineData("{env:DEEPSEEK_API_KEY}", "Write ${NAME}")]
    [InlineData("{{ deepseek.key }}", "Write ${NAME}")]
    [InlineData("${DEEPSEEK_API_KEY:-none}", "Write ${NAME}")]
    public void Load_KeyThatCannotBeOne_IsRefusedWithItsPlace(string key, string expected)
    {
        var json = $$"""{ "model_list": [ { "model_name": "m", "model": "openai/m", "api_keys": ["k", "{{key}}"] } ] }""";
        using var folder = new ConfigFolder(json.Replace("\t", "\\t", StringComparison.Ordinal));

        folder.Error().ShouldStartWith($"{folder.ConfigFile}, line 1, column 79: model_list[0].api_keys[1] ");
        folder.Error().ShouldContain(expected);
        folder.Error()[folder.ConfigFile.Length..].ShouldNotContain("S3", customMessage: "the name of the folder is random");
    }

    [Theory]
    [InlineData("sk-proj-Ab_1.c/d+e==")]
    [InlineData("0123456789abcdef.AbCdEf")]
    [InlineData("$ecret$1")]
    [InlineData("max-xenon-yours")]
    [InlineData("dGhl-my_w3Ym9sdCBxxxxOa8")]
    [InlineData("0xxx7-change_me9-Q")]
    public void Load_Key_StaysAsItIs(string key)
    {
        using var folder = new ConfigFolder($$"""{ "model_list": [ { "model_name": "m", "model": "openai/m", "api_keys": ["{{key}}"] } ] }""");

        folder.Load()["Models:0:ApiKeys:0"].ShouldBe(key);
        folder.Warnings().ShouldBeEmpty();
    }

    [Fact]
    public void IsPlaceholder_RandomSecrets_AreNone()
    {
        var random = new Random(11);
        const string Signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var secrets = Enumerable.Range(0, 50_000).Select(_ => new string(random.GetItems<char>(Signs, 64)));

        secrets.Where(KeyText.IsPlaceholder).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("sk-your-openai-key")]
    [InlineData("your-modelscope-access-token")]
    [InlineData("Your API Key")]
    [InlineData("YOUR_API_KEY")]
    [InlineData("sk-xxx")]
    [InlineData("sk-xxxxxxxxxxxxxxxx")]
    [InlineData("<your key>")]
    [InlineData("sk-or-v1-xxxxxxxx-xxxx")]
    [InlineData("sk-or-v1-your-key")]
    [InlineData("changeme")]
    [InlineData("replace-with-your-key")]
    [InlineData("api_key")]
    [InlineData("你的密钥")]
    public void Load_PlaceholderOfAModel_IsNamedAndTheOthersStart(string key)
    {
        using var folder = new ConfigFolder($$"""{ "model_list": [ { "model_name": "m", "model": "openai/m", "api_keys": ["{{key}}"] } ] }""");

        folder.Warnings().ShouldHaveSingleItem().ShouldContain("model_list[0].api_keys[0] is still the placeholder of an example.");
    }

    [Theory]
    [InlineData("YOUR_CLIENT_ID", "secret1", "client_id")]
    [InlineData("ding1", "YOUR_CLIENT_SECRET", "client_secret")]
    [InlineData("ding1", "your-dingtalk-client-secret", "client_secret")]
    [InlineData("dingxxxxxxxx", "secret1", "client_id")]
    public void Load_PlaceholderOfAnAccount_StopsTheStart(string id, string secret, string field)
    {
        using var folder = new ConfigFolder(
            $$"""{ "channels": { "dingtalk": { "enabled": true, "client_id": "{{id}}", "client_secret": "{{secret}}" } } }""");

        folder.Error().ShouldContain($"channels.dingtalk.{field} is still the placeholder of an example. Write the one of your DingTalk app");
    }

    [Fact]
    public void Load_PlaceholderOfAnAccountThatIsOff_IsNoMatter()
    {
        using var folder = new ConfigFolder("""
            { "channel_list": { "dingtalk": { "enabled": false, "type": "dingtalk",
              "settings": { "client_id": "YOUR_CLIENT_ID", "client_secret": "YOUR_CLIENT_SECRET" } } } }
            """);

        folder.Warnings().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{ "model_name": "m", "model": "deepseek/deepseek-chat" }""", true)]
    [InlineData("""{ "model_name": "m", "provider": "openai", "model": "gpt" }""", true)]
    [InlineData("""{ "model_name": "m", "model": "m", "api_base": "https://x.example/v1", "api_keys": [] }""", true)]
    [InlineData("""{ "model_name": "m", "model": "ollama/qwen3" }""", false)]
    [InlineData("""{ "model_name": "m", "provider": "vllm", "model": "qwen3" }""", false)]
    [InlineData("""{ "model_name": "m", "model": "m", "api_base": "http://10.0.0.1:8000/v1" }""", false)]
    [InlineData("""{ "model_name": "m", "model": "m", "api_base": "https://x.example/v1", "custom_headers": { "X-Key": "k" } }""", false)]
    public void Load_ModelWithoutKey_IsNamedWhereTheServiceWantsOne(string model, bool isNamed)
    {
        using var folder = new ConfigFolder($$"""{ "model_list": [ {{model}} ] }""");

        folder.Warnings().Any(warning => warning.Contains("model_list[0].api_keys is missing", StringComparison.Ordinal)).ShouldBe(isNamed);
    }
}
