namespace PicoClaw.Agent.Models.Catalog;

/// <summary>The address of a model and its name there.</summary>
internal sealed record ModelEndpoint(Uri Address, string Model, ModelProtocol Protocol = ModelProtocol.OpenAi)
{
    private const string OpenAi = "openai";
    private const string OpenRouter = "openrouter";
    private const string OpenRouterHost = "openrouter.ai";
    private const string OpenWeights = "gpt-oss";

    // People copy them from the pages of services; the clients add them.
    private static readonly string[] Tails = ["/chat/completions", "/messages"];

    private static readonly string[] OpenAiFamilies = ["gpt-5", "o1", "o3", "o4"];

    /// <summary>True for OpenAI itself and for its models elsewhere, which take a newer name of the limit.</summary>
    public bool IsOpenAi => Address.Host is "api.openai.com" || Address.Host.EndsWith(".openai.azure.com", StringComparison.Ordinal)
        || OpenAiFamilies.Any(family => Model[(Model.LastIndexOf('/') + 1)..].StartsWith(family, StringComparison.Ordinal));

    public static string KnownProviders => string.Join(", ", ModelProviders.Names);

    /// <summary>Null when the provider is unknown and no address is given.</summary>
    public static ModelEndpoint? Of(ModelEntry options)
    {
        var name = options.Model.Trim();
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var (prefix, rest) = slash > 0 ? (name[..slash], name[(slash + 1)..]) : ("", name);
        var provider = options.Provider.Trim() is { Length: > 0 } configured ? configured
            : IsProvider(prefix, rest, options.ApiBase) ? prefix
            : "";
        var model = provider.Length > 0 && options.Provider.Length == 0 ? rest : name;
        var known = ModelProviders.Find(provider.ToLowerInvariant());
        if ((options.ApiBase ?? known?.Address) is not { } address || model.Length == 0)
        {
            return null;
        }

        return known?.Protocol == ModelProtocol.Anthropic
            ? new ModelEndpoint(Without(Without(address, Tails), "/v1"), model, ModelProtocol.Anthropic)
            : new ModelEndpoint(Without(address, Tails), model);
    }

    // The first part of a name is a provider, or belongs to the model's own name, as the organizations of model hubs do. With a configured address it is
    // a provider, with two exceptions: OpenRouter's models all have an organization, and OpenAI's open weights keep its name everywhere.
    private static bool IsProvider(string prefix, string rest, Uri? address)
    {
        if (address is null)
        {
            return ModelProviders.Find(prefix.ToLowerInvariant()) is not null;
        }

        if (ModelProviders.Find(prefix) is null)
        {
            return false;
        }

        return address.Host.EndsWith(OpenRouterHost, StringComparison.OrdinalIgnoreCase)
            ? prefix == OpenRouter && rest.Contains('/', StringComparison.Ordinal)
            : !(prefix == OpenAi && rest.StartsWith(OpenWeights, StringComparison.Ordinal));
    }

    private static Uri Without(Uri address, params IEnumerable<string> tails)
    {
        var text = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        var found = tails.FirstOrDefault(tail => text.EndsWith(tail, StringComparison.OrdinalIgnoreCase));
        return found is null ? address : new Uri(text[..^found.Length] + address.Query);
    }
}
