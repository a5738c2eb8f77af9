namespace PicoClaw.Agent.Models;

/// <summary>One entry of <c>model_list</c>.</summary>
internal sealed class ModelOptions
{
    public string ModelName { get; set; } = "";

    /// <summary><c>provider/model</c>, or the model alone when <see cref="ApiBase"/> is set.</summary>
    public string Model { get; set; } = "";

    public Uri? ApiBase { get; set; }

    public List<string> ApiKeys { get; } = [];

    /// <summary>Seconds.</summary>
    public int RequestTimeout { get; set; } = 120;
}
