using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PicoClaw.Egress.Channels.DingTalk.Markdown;

namespace PicoClaw.Egress.Tests.Channels.DingTalk.Markdown;

public sealed class DialectOptionsTests
{
    [Fact]
    public void Bind_EveryKey_FillsItsMember()
    {
        var options = Read(("Tables", "List"), ("EscapeHtmlInCode", "true"), ("MaxChunkBytes", "14000"), ("MaxChunkChars", "500"), ("MaxParts", "3"));

        (options.Tables, options.EscapeHtmlInCode, options.MaxChunkBytes, options.MaxChunkChars, options.MaxParts)
            .ShouldBe((TableStyle.List, true, 14_000, 500, 3));
    }

    [Fact]
    public void Bind_Nothing_HasTheDocumentedDefaults()
    {
        var options = Read();

        (options.Tables, options.EscapeHtmlInCode, options.MaxChunkBytes, options.MaxChunkChars, options.MaxParts)
            .ShouldBe((TableStyle.Keep, false, 12_000, 3_500, 8));
    }

    [Theory]
    [InlineData("MaxChunkBytes", "999", "egress.markdown.max_chunk_bytes must be from 1000 to 14000.")]
    [InlineData("MaxChunkBytes", "14001", "egress.markdown.max_chunk_bytes must be from 1000 to 14000.")]
    [InlineData("MaxChunkChars", "499", "egress.markdown.max_chunk_chars must be from 500 to 14000.")]
    [InlineData("MaxChunkChars", "14001", "egress.markdown.max_chunk_chars must be from 500 to 14000.")]
    [InlineData("MaxParts", "0", "egress.markdown.max_parts must be from 1 to 100.")]
    [InlineData("MaxParts", "101", "egress.markdown.max_parts must be from 1 to 100.")]
    public void Validate_OutOfRange_NamesTheKey(string key, string value, string expected) =>
        Should.Throw<OptionsValidationException>(() => Read((key, value))).Message.ShouldContain(expected);

    private static DialectOptions Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>($"Egress:Markdown:{setting.Key}", setting.Value))).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddEgress().BuildServiceProvider();
        return services.GetRequiredService<IOptions<DialectOptions>>().Value;
    }
}
