namespace PicoClaw.Agent.Models;

/// <summary><c>model_list</c> and what of <c>agents.defaults</c> concerns the models.</summary>
internal sealed class AgentOptions
{
    /// <summary>More than any model has, and little enough to be reckoned with.</summary>
    public const int MostTokens = 100_000_000;

    private const int DefaultMaxTokens = 8192;

    private const int DefaultRetries = 2;

    public List<ModelOptions> Models { get; } = [];

    public string ModelName { get; set; } = "";

    /// <summary>Names of models that are asked when the one in use and its own fallbacks do not answer.</summary>
    public List<string> ModelFallbacks { get; } = [];

    public int? MaxTokens { get; set; }

    public int ContextWindow { get; set; }

    /// <summary>Null: the service's own; some take no other.</summary>
    public float? Temperature { get; set; }

    public int? MaxLlmRetries { get; set; }

    /// <summary>The model that answers; null when none is configured.</summary>
    public ModelOptions? Model => ModelName.Length == 0 ? Models.FirstOrDefault() : Models.FirstOrDefault(model => model.ModelName == ModelName);

    public int Retries => MaxLlmRetries ?? DefaultRetries;

    /// <summary>Null: the service's own limit.</summary>
    public int? AnswerTokens => MaxTokens is > 0 ? MaxTokens : null;

    /// <summary>For what needs a number: some services refuse a call without a limit.</summary>
    public int AssumedAnswerTokens => AnswerTokens ?? DefaultMaxTokens;
}
