using PicoClaw.Configuration.Schema;
using static PicoClaw.Configuration.Kinds.FieldAddresses;
using static PicoClaw.Configuration.Kinds.FieldKinds;
using static PicoClaw.Configuration.Kinds.FieldLists;
using static PicoClaw.Configuration.Kinds.FieldMaps;
using static PicoClaw.Configuration.Kinds.FieldNumbers;
using static PicoClaw.Configuration.Kinds.FieldSecrets;

namespace PicoClaw.Configuration.Sections;

internal static class ModelsSection
{
    public const string List = "model_list";
    public const string Providers = "providers";
    public const string ProvidersAdvice = "Write each provider as an entry of model_list: model_name, model, api_base and api_keys.";

    private const double MostExpensive = 1_000_000;

    private const string ThroughExtraBody = "Write what the service is to be sent under extra_body.";
    private const string NoSignIn = "Write api_keys: signing in and programs as models are not offered.";

    public static readonly SectionSchema Fields = new(
    [
        new(List, "", Elsewhere(() => JsonTypes.List(SectionJsonSchema.Of(Entry!)))),
        new(Providers, "", Elsewhere(JsonTypes.AnyObject)),
    ])
    {
        Live = [List],
    };

    public static readonly SectionSchema Entry = new(
        [
            new("enabled", "", Elsewhere(JsonTypes.Flag)),
            new("provider", "Provider", Text),
            new("model_name", "ModelName", Text),
            new("model", "Model", Text),
            new("api_base", "ApiBase", Address),
            new("api_keys", "ApiKeys", Secrets, "api_key"),
            new("fallbacks", "Fallbacks", Texts),
            new("rpm", "Rpm", Whole()),
            new("request_timeout", "RequestTimeout", Whole()),
            new("stream", "Stream", Flag),
            new("stream_idle_timeout", "StreamIdleTimeout", Whole()),
            new("context_window", "ContextWindow", Whole()),
            new("input_price", "InputPrice", Number(0, MostExpensive)),
            new("output_price", "OutputPrice", Number(0, MostExpensive)),
            new("max_tokens_field", "MaxTokensField", Text),
            new("extra_body", "ExtraBody", JsonObject),
            new("custom_headers", "CustomHeaders", Headers),
        ],
        new("auth_method", NoSignIn),
        new("connect_mode", NoSignIn),
        new("workspace", NoSignIn),
        new("proxy", "Set HTTPS_PROXY (and NO_PROXY) in the environment: one proxy for all."),
        new("streaming", "Answers are always read as a stream; write \"stream\": false for a service that cannot."),
        new("thinking_level", ThroughExtraBody),
        new("tool_schema_transform", "Schemas of tools are simplified for every service."),
        new("user_agent", "Write it under custom_headers as User-Agent."))
    {
        Live =
        [
            "enabled", "provider", "model_name", "model", "api_base", "api_keys", "fallbacks", "rpm", "request_timeout", "stream", "stream_idle_timeout",
            "context_window", "input_price", "output_price", "max_tokens_field", "extra_body", "custom_headers",
        ],
    };
}
