namespace PicoClaw.Configuration.Documents;

internal sealed record ConfigMember(string Name, ConfigPlace Place, ConfigNode Value);
