namespace PicoClaw.Gateway.Terminals;

/// <summary>A command cannot do what it was asked; the message says what is wrong and what to do, in one line.</summary>
internal sealed class CommandException : Exception
{
    public CommandException(string problem, string remedy) : base($"{problem.TrimEnd('.')}. {remedy}")
    {
    }

    public CommandException(string problem, string remedy, Exception innerException) : base($"{problem.TrimEnd('.')}. {remedy}", innerException)
    {
    }
}
