namespace PicoClaw.Gateway.Onboarding;

/// <summary>The model that answers: its <c>provider/model</c>, and key and address where they are to be written.</summary>
internal sealed record ModelChoice(string Model, string? ApiKey, Uri? ApiBase)
{
    /// <summary>The name under which it stands in the file.</summary>
    public string Name => Model[(Model.LastIndexOf('/') + 1)..];

    public string Provider => Model.Contains('/', StringComparison.Ordinal) ? Model[..Model.IndexOf('/', StringComparison.Ordinal)] : "";
}
