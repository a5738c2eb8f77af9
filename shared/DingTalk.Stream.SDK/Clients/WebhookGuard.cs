namespace DingTalk.Stream.OpenApi;

// Decides whether a session webhook may be called. It comes from a frame, and a forged one must not reach an internal host.
internal sealed class WebhookGuard(params Uri[] configured)
{
    private static readonly string[] Domains = ["dingtalk.com", "dingtalk.io"];

    public bool Allows(Uri webhook) =>
        webhook.IsAbsoluteUri && (IsDingTalk(webhook) || configured.Any(own => SameOrigin(own, webhook)));

    private static bool IsDingTalk(Uri webhook) =>
        webhook.Scheme == Uri.UriSchemeHttps
        && Domains.Any(domain => webhook.IdnHost == domain || webhook.IdnHost.EndsWith($".{domain}", StringComparison.Ordinal));

    private static bool SameOrigin(Uri own, Uri webhook) =>
        Uri.Compare(own, webhook, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
