using System.Text.Json.Serialization;

namespace PicoClaw.Agent.Models.Catalog;

/// <summary><c>model_list</c> and the part of <c>agents.defaults</c> that concerns the models.</summary>
internal sealed class ModelsOptions
{
    // More than any model has, and small enough for sums not to overflow.
    public const int MostTokens = 100_000_000;

    private const int DefaultMaxTokens = 8192;

    private const int DefaultRetries = 2;

    public List<ModelEntry> Models { get; } = [];

    public string ModelName { get; set; } = "";

    /// <summary>Names of models to ask when the chosen one and its own fallbacks do not answer.</summary>
    public List<string> ModelFallbacks { get; } = [];

    public int? MaxTokens { get; set; }

    public int ContextWindow { get; set; }

    /// <summary>Null: the service's default; some models take no other.</summary>
    public float? Temperature { get; set; }

    public int? MaxLlmRetries { get; set; }

    /// <summary>The model that answers; null when none is configured.</summary>
    public ModelEntry? Model => Models.FirstOrDefault(model => ModelName.Length == 0 || model.ModelName == ModelName);

    /// <summary>Entries that can be called; configuration files of the original PicoClaw list many that nobody uses.</summary>
    public IReadOnlyList<ModelEntry> Usable => field ??= Models.FindAll(model => ModelEndpoint.Of(model) is not null);

    /// <summary>Hides all secrets of the entries.</summary>
    [JsonIgnore]
    public SecretMask Mask => field ??= new SecretMask(Models.SelectMany(model => model.Secrets));

    public int Retries => MaxLlmRetries ?? DefaultRetries;

    /// <summary>Null: the service's own limit.</summary>
    public int? AnswerTokens => MaxTokens is > 0 ? MaxTokens : null;

    /// <summary>A number in any case: some services refuse a call without a limit.</summary>
    public int AssumedAnswerTokens => AnswerTokens ?? DefaultMaxTokens;
}
