namespace PicoClaw.Agent.Models.Catalog;

/// <summary>One entry of <c>model_list</c>.</summary>
internal sealed class ModelEntry
{
    public const int MaxTimeoutSeconds = 86_400;

    private const int DefaultTimeoutSeconds = 120;

    private const int DefaultStreamIdleSeconds = 30;

    /// <summary>Entries of the same name stand in for each other.</summary>
    public string ModelName { get; set; } = "";

    /// <summary><c>provider/model</c>, or the model alone when <see cref="ApiBase"/> is set.</summary>
    public string Model { get; set; } = "";

    /// <summary>When it is set, <see cref="Model"/> is the model's name as it stands.</summary>
    public string Provider { get; set; } = "";

    public Uri? ApiBase { get; set; }

    public List<string> ApiKeys { get; } = [];

    /// <summary>Names of models to ask when this one does not answer.</summary>
    public List<string> Fallbacks { get; } = [];

    /// <summary>Calls a minute, per replica; 0: no limit.</summary>
    public int Rpm { get; set; }

    /// <summary>Seconds; 0: the default.</summary>
    public int RequestTimeout { get; set; }

    /// <summary>False for a service that cannot stream its answers.</summary>
    public bool Stream { get; set; } = true;

    /// <summary>The longest silence within an answer, in seconds; 0: the default.</summary>
    public int StreamIdleTimeout { get; set; }

    /// <summary>The service's name for the limit of an answer; empty: the usual name of its kind.</summary>
    public string MaxTokensField { get; set; } = "";

    /// <summary>A JSON object, merged into the body of every request; a null in it removes a field.</summary>
    public string ExtraBody { get; set; } = "";

    public Dictionary<string, string> CustomHeaders { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tokens; 0: <see cref="ModelsOptions.ContextWindow"/>.</summary>
    public int ContextWindow { get; set; }

    /// <summary>Whether it sees pictures; null: its name tells.</summary>
    public bool? Vision { get; set; }

    public bool Sees => Vision ?? SeeingModels.Know(Model);

    /// <summary>Per million tokens; null when it is not known.</summary>
    public decimal? InputPrice { get; set; }

    /// <inheritdoc cref="InputPrice"/>
    public decimal? OutputPrice { get; set; }

    /// <summary>The parts of the entry that must never be shown.</summary>
    public IEnumerable<string> Secrets =>
        [.. ApiKeys, .. CustomHeaders.Values.SelectMany(SecretsIn.Header), .. SecretsIn.Address(ApiBase), .. SecretsIn.Json(ExtraBody)];

    public TimeSpan Timeout => TimeSpan.FromSeconds(RequestTimeout == 0 ? DefaultTimeoutSeconds : RequestTimeout);

    public TimeSpan StreamIdle => TimeSpan.FromSeconds(StreamIdleTimeout == 0 ? DefaultStreamIdleSeconds : StreamIdleTimeout);
}
