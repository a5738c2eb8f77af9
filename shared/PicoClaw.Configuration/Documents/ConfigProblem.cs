namespace PicoClaw.Hosting.Configuration;

internal sealed record ConfigProblem(ConfigPlace Place, string Text);
