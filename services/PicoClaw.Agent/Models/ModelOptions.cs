namespace PicoClaw.Agent.Models;

/// <summary>One entry of <c>model_list</c>.</summary>
internal sealed class ModelOptions
{
    public const int MaxTimeoutSeconds = 86_400;

    private const int DefaultTimeoutSeconds = 120;

    public string ModelName { get; set; } = "";

    /// <summary><c>provider/model</c>, or the model alone when <see cref="ApiBase"/> is set.</summary>
    public string Model { get; set; } = "";

    public Uri? ApiBase { get; set; }

    public List<string> ApiKeys { get; } = [];

    /// <summary>Seconds; 0 or nothing: the default.</summary>
    public int RequestTimeout { get; set; }

    public TimeSpan Timeout => TimeSpan.FromSeconds(RequestTimeout == 0 ? DefaultTimeoutSeconds : RequestTimeout);
}
