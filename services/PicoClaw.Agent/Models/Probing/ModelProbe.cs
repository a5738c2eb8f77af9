using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using PicoClaw.Agent.Models.Catalog;
using PicoClaw.Agent.Models.Faults;
using PicoClaw.Agent.Models.Pipeline;
using PicoClaw.Hosting.Reloading;

namespace PicoClaw.Agent.Models.Probing;

/// <summary>Asks the models of a configuration one short question each, as the bot would ask them, but once: no retry, no fallback.</summary>
public sealed partial class ModelProbe
{
    private const int FewTokens = 16;

    private readonly Live<ModelsOptions> _options;
    private readonly IReadOnlyList<ModelEntry> _entries;
    private readonly TimeProvider _time;

    private ModelProbe(ModelsOptions options, TimeProvider time)
    {
        _options = new Live<ModelsOptions>(() => options);
        _time = time;
        _entries = new ModelCatalog(_options).ChainOf(null);
    }

    /// <summary>The entries that may be asked when nobody has chosen a model: the default first, then its fallbacks. Empty: the bot echoes.</summary>
    public IReadOnlyList<string> Names => [.. _entries.Select(entry => $"{entry.ModelName} ({entry.Model})")];

    /// <summary>Reads <c>Models</c> and <c>Agent:Defaults</c>, the normalized settings of a config.json.</summary>
    public static ModelProbe Of(IConfiguration configuration, TimeProvider time)
    {
        var options = new ModelsOptions();
        configuration.GetSection(nameof(options.Models)).Bind(options.Models);
        configuration.GetSection("Agent:Defaults").Bind(options);
        return new ModelProbe(options, time);
    }

    /// <summary>One call of the entry at this place of <see cref="Names"/>.</summary>
    public async Task<ModelProbeResult> AskAsync(int place, CancellationToken cancellationToken)
    {
        var entry = _entries[place];
        using var client = new ReadingChatClient(
            ProtocolClient.Create(entry, _options.Value, new ModelHealth(_options), _time, NullLogger.Instance), entry, _time, NullLogger.Instance);
        try
        {
            await client.GetResponseAsync(
                [new ChatMessage(ChatRole.User, "ping")], new ChatOptions { MaxOutputTokens = FewTokens }, cancellationToken);
            return new ModelProbeResult(ModelProbeFault.None, "");
        }
        catch (ModelCallException cutOff) when (cutOff.Fault is ModelFault.CutOff or ModelFault.Refused)
        {
            // It was asked, and it began to answer: that is what is wanted.
            return new ModelProbeResult(ModelProbeFault.None, "");
        }
        catch (ModelCallException failure)
        {
            return new ModelProbeResult(FaultOf(failure), OneLine.Of(new SecretMask(entry.Secrets).Hide(failure.Message)));
        }
    }

    private static ModelProbeFault FaultOf(ModelCallException failure) => failure switch
    {
        { Status: 402 } => ModelProbeFault.Balance,
        { Fault: ModelFault.Misconfigured } when Balance().IsMatch(failure.Message) => ModelProbeFault.Balance,
        { Status: 404 } => ModelProbeFault.Name,
        { Status: >= 400 and < 500 } when UnknownModel().IsMatch(failure.Message) => ModelProbeFault.Name,
        { Status: 401 or 403 } => ModelProbeFault.Key,
        { Fault: ModelFault.Misconfigured, Status: 400 } => ModelProbeFault.Key,
        { Fault: ModelFault.Transient, Status: null } when failure.Message.StartsWith("cannot be reached", StringComparison.Ordinal) =>
            ModelProbeFault.Unreachable,
        { Fault: ModelFault.Transient } => ModelProbeFault.Busy,
        _ => ModelProbeFault.Other,
    };

    // OpenAI; DeepSeek; DashScope; Volcengine; Zhipu (1211); Ollama; others in Chinese.
    [GeneratedRegex(
        "model[^.,;]{0,80}(not (exist|found|supported|available)|unknown|invalid|does not exist)"
            + "|(unknown|invalid|no such|unsupported) model|模型.{0,20}(不存在|无效|不支持)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex UnknownModel();

    [GeneratedRegex("balance|billing|credit|arrear|good standing|余额|欠费|额度", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Balance();
}
