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
        new(List, "", Elsewhere(() => JsonTypes.List(SectionJsonSchema.Of(Entry!))))
        {
            English = "The models; without it the bot echoes and says so.",
            Chinese = "模型列表；没有时机器人原样复述，并说明自己在复述",
        },
        new(Providers, "", Elsewhere(JsonTypes.AnyObject))
        {
            English = "The original's older form, which is not read; the start stops if that would leave the bot without a model.",
            Chinese = "原版的旧写法，这里不读取；如果因此没有模型可用，会停止启动",
        },
    ])
    {
        Live = [List],
    };

    public static readonly SectionSchema Entry = new(
        [
            new("enabled", "", Elsewhere(JsonTypes.Flag))
            {
                Default = "true",
                English = "`false` disables the entry.",
                Chinese = "设为 `false` 停用这一项",
            },
            new("provider", "Provider", Text)
            {
                English = "The provider as a field of its own; `model` is then sent exactly as written, slashes included.",
                Chinese = "单独写明服务商；此时 `model` 原样发送，包括其中的斜杠",
            },
            new("model_name", "ModelName", Text)
            {
                English = "Required. The name by which settings and users (`/models`) refer to it; entries with the same name substitute for each other.",
                Chinese = "必填。配置和用户（`/models`）使用的名称；同名的几项互为替补",
            },
            new("model", "Model", Text)
            {
                English = "Required. `provider/model`, such as `deepseek/deepseek-chat`.",
                Chinese = "必填。`服务商/模型`，例如 `deepseek/deepseek-chat`",
            },
            new("api_base", "ApiBase", Address)
            {
                English = "The address of any OpenAI-compatible service; the final one, because redirects are not followed. If missing: the provider's.",
                Chinese = "任何兼容 OpenAI 接口的服务地址；必须是最终地址，不跟随重定向。不写时为该服务商的地址",
            },
            new("api_keys", "ApiKeys", Secrets, "api_key")
            {
                English = "One or several keys, each as text or `file://path`, used in turn.",
                Chinese = "一个或多个密钥，直接写或写成 `file://路径`，轮流使用",
            },
            new("fallbacks", "Fallbacks", Texts)
            {
                Default = "[]",
                English = "Model names to ask, in this order, when this model does not answer.",
                Chinese = "这个模型不可用时，依次改用这些模型",
            },
            new("rpm", "Rpm", Whole())
            {
                Default = "0",
                English = "Calls per minute and replica; 0: no limit. A call waits its turn, or goes to the next model if the wait would exceed "
                    + "`request_timeout`.",
                Chinese = "每个副本每分钟的调用次数；0 表示不限。超过时排队；要等的时间超过 `request_timeout` 时改用"
                    + "下一个模型",
            },
            new("request_timeout", "RequestTimeout", Whole())
            {
                Default = "120",
                English = "Seconds that one attempt may take, up to 86,400. 0: the default.",
                Chinese = "单次调用的时限（秒），最大 86,400。0 表示默认值",
            },
            new("stream", "Stream", Flag)
            {
                Default = "true",
                English = "`false` for a service that cannot stream its answers.",
                Chinese = "模型服务不支持流式输出时设为 `false`",
            },
            new("stream_idle_timeout", "StreamIdleTimeout", Whole())
            {
                Default = "30",
                English = "Seconds of silence, without even a keep-alive, after which a stream is abandoned. 0: the default.",
                Chinese = "流式输出静默多少秒（连心跳也没有）就放弃。0 表示默认值",
            },
            new("context_window", "ContextWindow", Whole())
            {
                English = "Tokens of a whole request. If missing or 0: that of `agents.defaults`.",
                Chinese = "一次请求的 token 总量。不写或写 0 时取 `agents.defaults` 的值",
            },
            new("vision", "Vision", Flag)
            {
                English = "Whether the model sees pictures; one that does not is told that they were there, and so is the user. If missing: the model's "
                    + "name tells, such as `gpt-4o`, `claude-…`, `gemini-…` and `qwen3-vl`; an unknown name sees none.",
                Chinese = "模型能不能看图片；不能看时，模型和用户都会得到说明。不写时按模型名称判断，例如 `gpt-4o`、"
                    + "`claude-…`、`gemini-…`、`qwen3-vl` 能看；不认识的名称按不能看处理",
            },
            new("input_price", "InputPrice", Number(0, MostExpensive))
            {
                English = "Price of a million tokens of input, in any currency; `/status` and the metrics then show the cost.",
                Chinese = "每百万输入 token 的价格，币种不限；填写后 `/status` 和指标会显示费用",
            },
            new("output_price", "OutputPrice", Number(0, MostExpensive))
            {
                English = "Price of a million tokens of output, in any currency.",
                Chinese = "每百万输出 token 的价格",
            },
            new("max_tokens_field", "MaxTokensField", Text)
            {
                English = "The service's name for the limit of an answer. If missing: `max_completion_tokens` for OpenAI and its newer models, "
                    + "`max_tokens` for all others.",
                Chinese = "模型服务中回答长度上限的字段名。不写时，OpenAI 及其新模型用 `max_completion_tokens`，其他用 "
                    + "`max_tokens`",
            },
            new("extra_body", "ExtraBody", JsonObject)
            {
                English = "An object that is merged into the body of every request; `null` removes a field.",
                Chinese = "合并到每个请求体中的对象；值为 `null` 表示删除该字段",
            },
            new("custom_headers", "CustomHeaders", Headers)
            {
                English = "Headers that are added to every request as written.",
                Chinese = "原样加到每个请求的请求头",
            },
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
            "context_window", "vision", "input_price", "output_price", "max_tokens_field", "extra_body", "custom_headers",
        ],
    };
}
