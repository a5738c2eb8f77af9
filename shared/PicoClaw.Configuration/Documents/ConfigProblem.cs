namespace PicoClaw.Configuration.Documents;

internal sealed record ConfigProblem(ConfigPlace Place, string Text);
