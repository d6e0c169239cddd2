import ArgumentParser
import Foundation
import Glibc
import Kafka
import Service

@main
enum Main {
    static func main() async {
        OutputFile.ignoreBrokenPipes()
        SecretMask.remember(arguments: Array(CommandLine.arguments.dropFirst()))
        exit(await status(of: Array(CommandLine.arguments.dropFirst())).rawValue)
    }

    /// Runs the command the arguments name; whatever goes wrong becomes lines on stderr and a status.
    private static func status(of arguments: [String]) async -> ExitStatus {
        do {
            if arguments == ["--version"] { return try version() }
            var command = try Chiso.parseAsRoot(arguments)
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            return .done
        } catch let failure as CommandFailure {
            if !failure.description.isEmpty { StandardError.line("chiso: \(failure)") }
            return failure.status
        } catch let failure as ConfigurationFailure {
            for problem in failure.problems { StandardError.line("chiso: \(problem)") }
            return .configuration
        } catch let error as KafkaError {
            StandardError.line("chiso: \(error)")
            return error.status
        } catch {
            return report(error, arguments)
        }
    }

    /// Everything that decides what comes out, as events are stamped with it.
    private static func version() throws -> ExitStatus {
        let versions = try Configuration().processor().versions
        var output = OutputFile()
        output.write(ProgramVersion.full(extractor: versions.extractor, catalogue: versions.catalogue) + "\n")
        output.flush()
        return .done
    }

    /// Help and version are asked for through errors too; the rest is a wrong command line.
    private static func report(_ error: any Error, _ arguments: [String]) -> ExitStatus {
        if Chiso.exitCode(for: error).isSuccess {
            var output = OutputFile()
            output.write(Chiso.fullMessage(for: error))
            output.write("\n")
            output.flush()
            return .done
        }
        let known = Chiso.configuration.subcommands.compactMap { $0.configuration.commandName }
        let command = arguments.first.flatMap { known.contains($0) ? " " + $0 : nil } ?? ""
        var message = DisplayWidth.onOneLine(Chiso.message(for: error))
        if message.hasSuffix(".") { message.removeLast() }
        StandardError.line("chiso: \(message); see chiso\(command) --help")
        return .usage
    }
}

extension KafkaError {
    /// How a command ends that cannot go on after this error.
    var status: ExitStatus {
        if isFatal { return .fatal }
        return code == .invalidArgument ? .configuration : .unavailable
    }
}
