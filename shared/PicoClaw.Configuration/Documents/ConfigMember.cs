namespace PicoClaw.Hosting.Configuration;

internal sealed record ConfigMember(string Name, ConfigPlace Place, ConfigNode Value);
